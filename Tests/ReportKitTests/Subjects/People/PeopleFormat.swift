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

  /// What the report says, and the paths of what the requester is told.
  static func run(
    _ language: Language = .english, level: ConfidentialityLevel? = nil, inputs: [String: [JSONValue]] = [:],
    withheld: [String] = [], _ body: @escaping Body
  ) throws -> (lines: [String], paths: [String]) {
    let outcome = try $body.withValue(body) {
      try Rehearsal.run(
        Self.self, report: "people/all", language: language, level: level, inputs: inputs, withheld: withheld)
    }
    return (try outcome.lines, outcome.diagnostics.compactMap { $0["path"]?.string })
  }
}
