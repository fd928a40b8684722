import ArgumentParser
import JSONBytes
import Records
import Violations

/// `kurukan kinds`
struct KindsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kinds", abstract: "Lists the kinds of record, or the fields of one.",
    discussion: "  kurukan kinds finding --json-schema > finding.schema.json")

  @Argument(help: "A kind, such as finding. Without it, all are listed.")
  var kind: String?

  @Flag(help: "Prints the kind's JSON Schema (2020-12), for forms and validators; it refuses nothing that is valid.")
  var jsonSchema = false

  func validate() throws {
    if jsonSchema, kind == nil { throw ValidationError("--json-schema needs a kind.") }
  }

  func run() throws {
    guard let kind else {
      for kind in KindCatalogue.standard.kinds { try Terminal.output("\(kind.name)\t\(kind.meaning)") }
      return
    }
    if jsonSchema {
      try Terminal.output(bytes: Array(KindSchema(try Self.find(kind)).document.indentedText.utf8))
      return
    }
    for field in try Self.find(kind).object.fields {
      let need = field.isRequired ? "required" : "optional"
      try Terminal.output("\(field.name)\t\(need)\t\(field.type.summary)\t\(field.meaning)")
    }
  }

  static func find(_ name: String) throws -> RecordKind {
    guard let kind = KindCatalogue.standard.kind(name) else {
      let names = KindCatalogue.standard.names.joined(separator: " ")
      throw ValidationError(
        Wording(
          en: "There is no kind \"\(name)\". Kinds: \(names).",
          fr: "Il n’y a pas de genre « \(name) ». Genres : \(names)."
        ).text)
    }
    return kind
  }
}

/// `kurukan codes`
struct CodesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codes", abstract: "Lists the code lists, or the codes of one with their names.")

  @Argument(help: "A list, such as theme. Without it, all lists are named.")
  var list: String?

  func run() throws {
    guard let list else {
      for list in CodeLists.all { try Terminal.output("\(list.name)\t\(list.entries.count)") }
      return
    }
    guard let found = CodeLists.named(list) else {
      throw ValidationError("There is no code list \"\(list)\"; kurukan codes names them all.")
    }
    for entry in found.entries { try Terminal.output("\(entry.code)\t\(entry.en)\t\(entry.fr)") }
  }
}
