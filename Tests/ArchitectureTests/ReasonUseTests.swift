import Foundation
import Testing

/// Every reason of the catalogue is raised somewhere, and some test expects it.
@Suite struct ReasonUseTests {
  private static let catalogue = SourceTree.root.appending(path: "Sources/LineRPC/Reasons.swift")

  /// The catalogue's entries: their names in Swift and on the wire.
  private static func reasons() throws -> [(swift: String, wire: String)] {
    let text = String(decoding: try Data(contentsOf: catalogue), as: UTF8.self)
    return text.matches(of: /static let (\w+) = Reason\(\s*"([A-Z_]+)"/).map { (String($0.1), String($0.2)) }
  }

  private static func text(_ folder: String, but excluded: Set<String> = []) throws -> String {
    let folder = SourceTree.root.appending(path: folder)
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return names.sorted().filter { name in
      (name.hasSuffix(".swift") || name.hasSuffix(".transcript") || name.hasSuffix("/run"))
        && !excluded.contains((name as NSString).lastPathComponent)
    }.compactMap { try? String(contentsOf: folder.appending(path: $0), encoding: .utf8) }.joined(separator: "\n")
  }

  @Test func everyReasonIsRaised() throws {
    let reasons = try Self.reasons()
    #expect(reasons.count > 40)
    let sources = try Self.text("Sources", but: ["Reasons.swift"])
    for reason in reasons {
      #expect(sources.contains(".\(reason.swift)"), "Nothing raises \(reason.wire).")
    }
  }

  @Test func everyReasonIsExpectedByATest() throws {
    let tests = try Self.text("Tests", but: ["ReasonUseTests.swift", "RetryTriesTests.swift", "ReasonTests.swift"])
    for reason in try Self.reasons() {
      let isExpected =
        tests.contains("\"\(reason.wire)") || tests.contains("\(reason.wire)\"")
        || tests.contains(" \(reason.wire)") || tests.contains(".\(reason.swift)")
      #expect(isExpected, "No test expects \(reason.wire).")
    }
  }
}
