import FoundationEssentials
import Records
import Testing

/// `Sources/Records/RECORDS.md` comes from the declarations. To write it anew after a change, run this test with
/// `KURUKAN_UPDATE_DOCUMENTS=1`.
@Suite struct RecordsDocumentTests {
  private static let path =
    #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined() + "/Sources/Records/RECORDS.md"

  @Test func theDocumentShowsTheKindsAsTheyAre() throws {
    let wanted = Self.document()
    let file = try? String(decoding: Data(contentsOf: URL(filePath: Self.path)), as: UTF8.self)
    if file != wanted, ProcessInfo.processInfo.environment["KURUKAN_UPDATE_DOCUMENTS"] == "1" {
      try Data(wanted.utf8).write(to: URL(filePath: Self.path))
    }
    #expect(file == wanted, "The document differs from the code; run with KURUKAN_UPDATE_DOCUMENTS=1 to write it.")
  }

  private static func document() -> String {
    var text =
      "# The kinds of record\n\nWritten from their declarations by a test. Rules that all kinds share stand in README.md.\n"
    text += "\n## Fields of every kind\n\n" + table(RecordHead.fields)
    for kind in KindCatalogue.standard.kinds {
      text += "\n## `\(kind.name)`\n\n\(kind.meaning)\n\n" + table(Array(kind.ownFields))
      text += rules(kind.object.rules + kind.reviewRules)
      for field in kind.ownFields { text += nested(field, kind.name) }
      for example in kind.examples { text += "\n```json\n\(example)\n```\n" }
    }
    text += "\n## Code lists\n\n| list | codes |\n|---|---|\n"
    for list in CodeLists.all {
      let codes = list.entries.map { "`\($0.code)` \($0.en) / \($0.fr)" }.joined(separator: " · ")
      text += "| `\(list.name)` | \(codes) |\n"
    }
    return text
  }

  private static func nested(_ field: Field, _ owner: String) -> String {
    guard let object = field.type.objectType else { return "" }
    let name = "\(owner).\(field.name)"
    var text = "\n### `\(name)`\n\n" + table(object.fields) + rules(object.rules)
    for inner in object.fields { text += nested(inner, name) }
    return text
  }

  private static func rules(_ rules: [Rule]) -> String {
    rules.isEmpty ? "" : "\n" + rules.map { "- \($0.text)\n" }.joined()
  }

  private static func table(_ fields: [Field]) -> String {
    var text = "| field | | type | from level | meaning |\n|---|---|---|---|---|\n"
    for field in fields {
      let need = field.isRequired ? "required" : ""
      let level = field.visibility.level?.code ?? (field.visibility.tellsOfPeople ? "counted only" : "never")
      text += "| `\(field.name)` | \(need) | \(field.type.summary) | \(level) | \(field.meaning) |\n"
    }
    return text
  }
}
