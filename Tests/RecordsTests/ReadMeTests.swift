import FoundationEssentials
import Records
import Testing

/// The tables of `Sources/Records/README.md` come from the code. To write them anew after a change, run this
/// test with `KURUKAN_UPDATE_DOCUMENTS=1`.
@Suite struct ReadMeTests {
  private static let path =
    #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined()
    + "/Sources/Records/README.md"
  private static let start = "<!-- from the code: start -->"
  private static let end = "<!-- from the code: end -->"

  @Test func theReadMeShowsTheKindsAsTheyAre() throws {
    let file = try #require(try String(data: Data(contentsOf: URL(filePath: Self.path)), encoding: .utf8))
    let head = try #require(file.firstRange(of: Self.start))
    let tail = try #require(file.firstRange(of: Self.end))
    let wanted = "\n" + Self.tables() + "\n"
    let isCurrent = file[head.upperBound..<tail.lowerBound] == wanted
    if !isCurrent, ProcessInfo.processInfo.environment["KURUKAN_UPDATE_DOCUMENTS"] == "1" {
      let text = String(file[..<head.upperBound]) + wanted + file[tail.lowerBound...]
      try Data(text.utf8).write(to: URL(filePath: Self.path))
    }
    #expect(isCurrent, "The tables differ from the code; run with KURUKAN_UPDATE_DOCUMENTS=1 to write them.")
  }

  private static func tables() -> String {
    let head = Array(RecordKind.narrative.fields.prefix(7))
    var text = "## Fields of every kind\n\n" + table(head)
    for kind in RecordKind.allCases {
      text += "\n## `\(kind.rawValue)`\n\n" + table(Array(kind.fields.dropFirst(head.count)))
      for field in kind.fields where !field.type.members.isEmpty {
        text += "\n### `\(kind.rawValue).\(field.name)`\n\n" + table(field.type.members)
      }
      for example in Examples.lines where example.kind == kind {
        text += "\n```json\n\(example.line)\n```\n"
      }
    }
    text += "\n## Code lists\n\n| list | codes |\n|---|---|\n"
    for list in CodeLists.all {
      let codes = list.entries.map { "`\($0.code)` \($0.en) / \($0.fr)" }.joined(separator: " · ")
      text += "| `\(list.name)` | \(codes) |\n"
    }
    return text
  }

  private static func table(_ fields: [FieldDescription]) -> String {
    var text = "| field | | type | meaning |\n|---|---|---|---|\n"
    for field in fields {
      let need = field.isRequired ? "required" : ""
      text += "| `\(field.name)` | \(need) | \(field.type.summary) | \(field.meaning) |\n"
    }
    return text
  }
}
