import ArgumentParser
import Records

/// `kurukan template`
struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template", abstract: "Prints a full example of a kind of record, to be filled in.",
    discussion: """
      The table has a column for each field, named as faults name it: place.region, recommendations[0].text. Columns \
      may be left out, moved, and added: recommendations[1].text for a second element, title.fr and title.en instead \
      of title for two languages. Keep the kind on each row, and replace the example. Give columns of dates and keys \
      the format "text" before anything is typed, or a spreadsheet changes them. kurukan submit reads the table as \
      it is.

        kurukan template finding > finding.ndjson
        kurukan template finding --format csv > finding.csv
        kurukan template finding --format csv --separator semicolon > constats.csv
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case json, csv
  }

  enum Separator: String, ExpressibleByArgument, CaseIterable {
    case comma, semicolon, tab

    var dialect: CSVDialect {
      switch self {
      case .comma: .comma
      case .semicolon: .semicolon
      case .tab: .tab
      }
    }
  }

  @Argument(help: "A kind, such as finding.")
  var kind: String

  @Option(help: "A line of JSON, or a table for spreadsheets.")
  var format = Format.json

  @Option(
    help: "What separates a table's cells. Spreadsheets in French expect semicolons, and decimal commas with them.")
  var separator = Separator.comma

  @Flag(help: "Leaves out the mark by which Excel knows a table's UTF-8.")
  var noBom = false

  func run() throws {
    let kind = try KindsCommand.find(kind)
    switch format {
    case .json: if let example = kind.examples.first { try Terminal.output(example) }
    case .csv:
      let mark = noBom ? [] : CSVTemplate.byteOrderMark
      try Terminal.output(bytes: mark + CSVTemplate(kind, separator.dialect).bytes)
    }
  }
}
