import ArgumentParser
import Records

/// `kurukan kinds`
struct KindsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kinds", abstract: "Lists the kinds of record, or the fields of one.")

  @Argument(help: "A kind, such as finding. Without it, all are listed.")
  var kind: String?

  func run() throws {
    guard let kind else {
      for kind in KindCatalogue.standard.kinds { Terminal.output("\(kind.name)\t\(kind.meaning)") }
      return
    }
    for field in try Self.find(kind).object.fields {
      let need = field.isRequired ? "required" : "optional"
      Terminal.output("\(field.name)\t\(need)\t\(field.type.summary)\t\(field.meaning)")
    }
  }

  static func find(_ name: String) throws -> RecordKind {
    guard let kind = KindCatalogue.standard.kind(name) else {
      throw ValidationError(
        "There is no kind \"\(name)\". Kinds: \(KindCatalogue.standard.names.joined(separator: " ")).")
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
      for list in CodeLists.all { Terminal.output("\(list.name)\t\(list.entries.count)") }
      return
    }
    guard let found = CodeLists.named(list) else {
      throw ValidationError("There is no code list \"\(list)\"; kurukan codes names them all.")
    }
    for entry in found.entries { Terminal.output("\(entry.code)\t\(entry.en)\t\(entry.fr)") }
  }
}

/// `kurukan template`
struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template", abstract: "Prints a full example of a kind of record, to be filled in.",
    discussion: "  kurukan template finding > finding.ndjson")

  @Argument(help: "A kind, such as finding.")
  var kind: String

  func run() throws {
    if let example = try KindsCommand.find(kind).examples.first { Terminal.output(example) }
  }
}
