import Foundation
import Testing

@Suite("Modules import only what the architecture allows")
struct ImportTests {
  @Test("Every module stands in the table, and the table names no others")
  func tableIsComplete() throws {
    let found = Set(try SourceTree.modules().filter { !ImportTable.isFormat($0.folder) }.map(\.name))
    #expect(found == Set(ImportTable.modules.keys))
  }

  @Test("No file imports what the table does not allow")
  func importsAreAllowed() throws {
    for (name, folder) in try SourceTree.modules() {
      let allowed = ImportTable.allowed(name, in: folder).union(name == "JSONBytes" ? [] : ["JSONBytes"])
      for file in try SourceTree.swiftFiles(in: folder) {
        for imported in try imports(of: file) where !allowed.contains(imported) {
          Issue.record("\(name)/\(file.lastPathComponent) imports \(imported), which \(name) may not.")
        }
      }
    }
  }

  @Test("The table allows nothing that is not used")
  func tableIsTight() throws {
    for (name, folder) in try SourceTree.modules() where !ImportTable.isFormat(folder) {
      let used = Set(try SourceTree.swiftFiles(in: folder).flatMap(imports(of:)))
      let unused = ImportTable.modules[name, default: []].subtracting(used)
      #expect(unused.isEmpty, "\(name) need not import \(unused.sorted())")
    }
  }

  private func imports(of file: URL) throws -> [String] {
    try SourceTree.lines(of: file).compactMap { line in
      var words = line.split(separator: " ").map(String.init)
      while let first = words.first, ["public", "package", "internal", "private", "@testable"].contains(first) {
        words.removeFirst()
      }
      guard words.count >= 2, words[0] == "import" else { return nil }
      return words[1]
    }
  }
}
