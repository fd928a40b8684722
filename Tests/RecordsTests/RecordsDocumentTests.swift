import FoundationEssentials
import JSONBytes
import Records
import Testing

/// `RECORDS.md` and `Schemas` in `Sources/Records` come from the declarations. To write them anew after a change, run
/// these tests with `KURUKAN_UPDATE_DOCUMENTS=1`.
@Suite struct RecordsDocumentTests {
  private static let folder =
    #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined() + "/Sources/Records"
  private static let isUpdating = ProcessInfo.processInfo.environment["KURUKAN_UPDATE_DOCUMENTS"] == "1"

  @Test func theDocumentShowsTheKindsAsTheyAre() throws {
    try Self.expect("RECORDS.md", Self.document())
  }

  @Test func theSchemasShowTheKindsAsTheyAre() throws {
    var names: Set<String> = []
    for kind in KindCatalogue.standard.kinds {
      names.insert("\(kind.name).schema.json")
      try Self.expect("Schemas/\(kind.name).schema.json", KindSchema(kind).document.indentedText)
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder + "/Schemas")
    #expect(Set(files) == names, "A schema of a kind that is no more stands in Schemas.")
  }

  private static func expect(_ name: String, _ wanted: String) throws {
    let path = folder + "/" + name
    let file = try? String(decoding: Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    if file != wanted, isUpdating { try Data(wanted.utf8).write(to: URL(filePath: path)) }
    #expect(file == wanted, "\(name) differs from the code; run with KURUKAN_UPDATE_DOCUMENTS=1 to write it.")
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
      // A bar would end the cell.
      let type = field.type.summary.replacing("|", with: "\\|")
      text += "| `\(field.name)` | \(need) | \(type) | \(level) | \(field.meaning) |\n"
    }
    return text
  }
}
