import Foundation

/// The repository's own files, found from where this file stands.
enum SourceTree {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The modules by name, with their folders: one for each folder of Sources and Plugins that holds Swift files.
  static func modules() throws -> [(name: String, folder: URL)] {
    try ["Sources", "Plugins"].flatMap { parent in
      let folder = root.appending(path: parent)
      return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        .map { (name: $0, folder: folder.appending(path: $0)) }
        .filter { try !swiftFiles(in: $0.folder).isEmpty }
    }
  }

  static func swiftFiles(in folder: URL) throws -> [URL] {
    guard let names = FileManager.default.enumerator(atPath: folder.path) else { return [] }
    return names.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted()
      .map { folder.appending(path: $0) }
  }

  static func lines(of file: URL) throws -> [Substring] {
    String(decoding: try Data(contentsOf: file), as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
  }
}
