import JSONBytes
import Records
import ReportDocument
import Testing

@testable import ReportKit

@Suite struct ObjectivesTests {
  private func framework(_ key: String) -> ResultsFramework {
    func node(_ code: String, under parent: String? = nil) -> JSONValue {
      [
        "code": .string(code), "level": parent == nil ? "outcome" : "activity", "statement": .string("\(key) \(code)"),
        "parent": parent.map { .string($0) } ?? .null,
      ]
    }
    return ResultsFramework(
      InputRow(
        [
          "key": .string(key),
          "nodes": [node("1"), node("1.1", under: "1"), node("1.1.1", under: "1.1"), node("2")],
        ], language: .english), measurements: [])
  }

  @Test(
    "A row serves the uppermost node over the one that it names, in its own framework",
    arguments: [
      ("a", "1.1.1", 0), ("a", "1", 0), ("a", "2", 1), ("b", "1.1", 2), ("b", "2", 3), ("a", "9", nil), ("c", "1", nil),
      (nil, "1", nil), ("a", nil, nil),
    ] as [(String?, String?, Int?)])
  func places(_ key: String?, _ node: String?, _ place: Int?) {
    let objectives = Objectives([framework("a"), framework("b")])
    let row = InputRow(
      ["framework": key.map { .string($0) } ?? .null, "node": node.map { .string($0) } ?? .null], language: .english)
    #expect(objectives.all.count == 4)
    #expect(objectives.place(of: row) == place)
    #expect(objectives.statement(of: row) == ["a 1", "a 2", "b 1", "b 2"].map { .text($0) }[safe: place])
  }
}

extension [InlineValue] {
  fileprivate subscript(safe place: Int?) -> InlineValue { place.map { self[$0] } ?? .missing }
}
