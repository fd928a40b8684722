import JSONBytes
import Records
import ReportDocument

@testable import ReportKit

/// A format that asks for all that the kit knows of people and meetings, without words of its own; each test gives its body.
enum PeopleFormat: DonorFormat {
  typealias Body = @Sendable (ReportInputs, inout ReportBuilder) throws -> Void

  @TaskLocal static var body: Body = { _, _ in }

  static var description: FormatDescription {
    FormatDescription(
      id: "people", version: "1.0.0", donor: Bilingual(verbatim: "D"), title: Bilingual(verbatim: "P"),
      reports: [
        ReportDescription(
          id: "people/all", title: Bilingual(verbatim: "P"), level: .restricted,
          queries: [.frameworks("donor_results"), .measurements]
            + CountedCells.queries(by: CountedCells.Breakdown.allCases)
            + Attendance.queries(graduates: true) + PeopleByGroup.queries + [
              .people(by: "region", "sex"), .people(by: "ageBand", "sex"),
              .listing(
                "engagements", from: "engagement",
                select: [
                  "engagementType", "title", "startsOn", "endsOn", "durationHours", "place", "format", "host",
                  "partners",
                  "theme", "topic", "actorFamily", "partiesRepresented", "agreements", "problems", "language",
                ], orderBy: ["startsOn", "key"]
              ).labelled(),
              .actorMappings,
            ])
      ])
  }

  static func compose(_ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder) throws {
    try report.begin(title: Bilingual(verbatim: "P"), donor: Bilingual(verbatim: "D"))
    try body(inputs, &report)
  }

  /// The rows of the tables and forms, each cell as text or as its JSON, with the captions and callouts between them.
  static func run(
    _ language: Language = .english, level: ConfidentialityLevel? = nil, inputs: [String: [JSONValue]] = [:],
    withheld: [String] = [], _ body: @escaping Body
  ) throws -> (lines: [String], paths: [String]) {
    let outcome = try $body.withValue(body) {
      try Rehearsal.run(
        Self.self, report: "people/all", language: language, level: level, inputs: inputs, withheld: withheld)
    }
    let lines = try outcome.blocks.dropFirst().map { try JSONValue(parsing: $0) }.flatMap { block -> [String] in
      switch block["block"]?.string {
      case "tableStart":
        [
          block["caption"]?.string ?? "",
          (block["columns"]?.array ?? []).compactMap { $0["title"]?.string }.joined(separator: " | "),
        ]
      case "row": [(block["cells"]?.array ?? []).map(cell).joined(separator: " | ")]
      case "form":
        (block["rows"]?.array ?? []).map { "\($0["label"]?.string ?? ""): \(cell($0["value"] ?? .null))" }
      case "callout", "paragraph": [cell(block["text"] ?? .null)]
      default: []
      }
    }
    return (lines, outcome.diagnostics.compactMap { $0["path"]?.string })
  }

  private static func cell(_ value: JSONValue) -> String {
    if let text = value.string { return text }
    if let parts = value.array { return parts.map(cell).joined() }
    if let inner = value["text"] ?? value["value"] { return cell(inner) }
    if let number = value["number"] { return number.integer.map { "\($0)" } ?? "\(number.double ?? .nan)" }
    if let percent = value["percent"]?.double { return "\(percent) %" }
    if let below = value["suppressed"]?.integer { return "<\(below)" }
    if let text = (value["date"] ?? value["label"])?.string { return text }
    return ["withheld": "[c]", "missing": "?", "undisclosed": "withheld"].first { value[$0.key] != nil }?.value
      ?? "\(value)"
  }
}
