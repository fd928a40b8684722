import Glibc

/// Where what turns print data into PDF lies. All of it is optional: where it is missing, there is no PDF.
public struct TypesettingPlaces: Sendable, Equatable {
  /// The path of `kurukan-typesetter`.
  public var program: String
  /// The path of a Python of version 3.9 or later, itself and no script that looks for one.
  public var python: String
  /// The folder that Typst's module for Python was installed into.
  public var modules: String
  /// The folder of `worker.py` and the template.
  public var scripts: String
  /// The folder of the fonts that the template names.
  public var fonts: String

  /// The places of an installation: `folder` holds `python`, `typeset` and `fonts`.
  public init(program: String, folder: String) {
    self.program = program
    python = "/usr/bin/python3"
    modules = folder + "/python"
    scripts = folder + "/typeset"
    fonts = folder + "/fonts"
  }

  /// What ``scripts`` holds.
  static let templateNames = [
    "worker.py", "typeset.py", "characters.py", "rowheaders.py", "report.typ", "blocks.typ", "cover.typ", "inline.typ",
    "style.typ", "tables.typ", "fonts.txt",
  ]

  /// What is there and what is missing at this moment. A few questions to the file system.
  public func examine() -> TypesettingFinding {
    var missing: [TypesettingFinding.Part] = []
    if !Self.isProgram(program) { missing.append(.program(program)) }
    if library == nil { missing.append(.python(python)) }
    let version = typstVersion
    if version == nil { missing.append(.typst(modules)) }
    if let absent = Self.templateNames.first(where: { access("\(scripts)/\($0)", R_OK) != 0 }) {
      missing.append(.template("\(scripts)/\(absent)"))
    } else if let absent = fontNames.first(where: { access("\(fonts)/\($0)", R_OK) != 0 }) {
      missing.append(.font("\(fonts)/\(absent)"))
    }
    return TypesettingFinding(typst: version, missing: missing)
  }

  /// The arguments of `kurukan-typesetter`; nil if there is no such Python.
  var arguments: [String]? {
    guard let library, let python = Self.resolved(python) else { return nil }
    return [python, library, modules, scripts, fonts]
  }

  /// The folder of Python's own library, such as `/usr/lib/python3.11`; nil if the path leads to no Python.
  private var library: String? {
    guard let program = Self.resolved(python), Self.isProgram(program) else { return nil }
    let parts = program.split(separator: "/")
    guard parts.count >= 2, let name = parts.last else { return nil }
    let folder = parts.dropLast(2).map { "/" + $0 }.joined() + "/lib/"
    let candidates = [String(name)] + FolderNames.read(folder).filter { $0.hasPrefix("python3.") }.sorted()
    return candidates.map { folder + $0 }.first { access($0 + "/os.py", R_OK) == 0 }
  }

  /// The version by what pip noted beside the module.
  private var typstVersion: String? {
    guard access(modules + "/typst/__init__.py", R_OK) == 0 else { return nil }
    let (prefix, suffix) = ("typst-", ".dist-info")
    let name = FolderNames.read(modules).first { $0.hasPrefix(prefix) && $0.hasSuffix(suffix) }
    return name.map { String($0.dropFirst(prefix.count).dropLast(suffix.count)) }
  }

  private var fontNames: [String] {
    guard let file = fopen(scripts + "/fonts.txt", "r") else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 16 << 10)
    let text = String(decoding: bytes[..<fread(&bytes, 1, bytes.count, file)], as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).map(String.init)
  }

  /// Folders can be entered, which the kernel calls executable too.
  private static func isProgram(_ path: String) -> Bool {
    var file = stat()
    return stat(path, &file) == 0 && file.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }

  private static func resolved(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }
}

/// The names in a folder.
enum FolderNames {
  /// None if it cannot be read.
  static func read(_ folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names
  }
}
