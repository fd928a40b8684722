import Violations

/// The files of a new plugin.
struct PluginScaffold {
  /// A file's path within the plugin's folder, and its text.
  struct File: Equatable {
    let path: String
    let text: String
  }

  /// The plugin's name, as in `libNAME.so`.
  let name: String

  /// Why a name is none; nil for one that is.
  static func fault(of name: String) -> Wording? {
    let isName =
      (name.first?.isASCII == true && name.first?.isUppercase == true)
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } && name.utf8.count <= 64
    guard !isName else { return nil }
    return Wording(
      en: "\"\(name)\" is no name of a plugin: begin with a capital letter, then letters and digits, such as OsloFund.",
      fr: "« \(name) » n’est pas un nom de module : une majuscule, puis des lettres et des chiffres, comme FondsOslo.")
  }

  /// The format's id: lower-case words joined by underscores.
  var id: String {
    var id = ""
    for character in name {
      if character.isUppercase, let last = id.last, last.isLowercase || last.isNumber { id += "_" }
      id += character.lowercased()
    }
    return id
  }

  /// A package in Swift that depends on Kurukan's sources in `kurukan`.
  func swift(kurukan: String) -> [File] {
    [
      File(path: "Package.swift", text: filled(PackageResources.Package_swift_txt, kurukan: kurukan)),
      File(path: "Sources/\(name)/\(name)Format.swift", text: filled(PackageResources.Format_swift_txt)),
    ]
  }

  /// One file of C, beside the header that it is built with.
  func c(header: String) -> [File] {
    [
      File(path: "\(name).c", text: filled(PackageResources.plugin_c_txt)),
      File(path: "CReportPlugin.h", text: header),
    ]
  }

  private func filled(_ template: [UInt8], kurukan: String = "") -> String {
    String(decoding: template, as: UTF8.self)
      .replacing("@NAME@", with: name).replacing("@ID@", with: id).replacing("@KURUKAN@", with: kurukan)
  }
}
