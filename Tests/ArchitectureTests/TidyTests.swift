import Foundation
import Testing

@Suite("The sources keep to the house rules")
struct TidyTests {
  /// Lines of a file that one can still read in one sitting.
  static let longestFile = 500

  @Test("No hand-written file is longer than a person reads in one sitting")
  func files() throws {
    for (name, folder) in try SourceTree.modules() {
      for file in try SourceTree.swiftFiles(in: folder) {
        let count = try SourceTree.lines(of: file).count
        #expect(count <= Self.longestFile, "\(name)/\(file.lastPathComponent) has \(count) lines")
      }
    }
  }

  @Test("Nothing traps on purpose, prints, or tries with force", arguments: ["try!", "fatalError(", " print("])
  func banned(_ text: String) throws {
    for (name, folder) in try SourceTree.modules() {
      for file in try SourceTree.swiftFiles(in: folder) {
        for (index, line) in try SourceTree.lines(of: file).enumerated() {
          let code = line.drop { $0 == " " }
          guard !code.hasPrefix("//"), line.contains(text) else { continue }
          Issue.record("\(name)/\(file.lastPathComponent):\(index + 1) uses \(text)")
        }
      }
    }
  }

  @Test("No page holds a place that was to be filled in")
  func pages() throws {
    let folders = ["Plugins", "Sources", "Tests", "deploy"]
    let files =
      try FileManager.default.contentsOfDirectory(atPath: SourceTree.root.path)
      + folders.flatMap { folder in
        let names = FileManager.default.enumerator(atPath: SourceTree.root.appending(path: folder).path)
        return names?.compactMap { ($0 as? String).map { "\(folder)/\($0)" } } ?? []
      }
    let pages = files.filter { $0.hasSuffix(".md") }
    #expect(pages.count > 20)
    for page in pages {
      let text = try String(contentsOf: SourceTree.root.appending(path: page), encoding: .utf8)
      #expect(text.firstMatch(of: /@@\w+@@/) == nil, "\(page)")
    }
  }
}
