import JSONBytes
import Records

@testable import ReportKit

/// A format without words of its own, of which each test gives the queries and the body: what the kit writes by itself.
enum SubjectFormat: DonorFormat {
  typealias Body = @Sendable (ReportInputs, inout ReportBuilder) throws -> Void

  @TaskLocal static var queries: [InputQuery] = []
  @TaskLocal static var body: Body = { _, _ in }

  static var description: FormatDescription {
    FormatDescription(
      id: "subject", version: "1.0.0", donor: Bilingual(verbatim: "D"), title: Bilingual(verbatim: "S"),
      reports: [
        ReportDescription(id: "subject/all", title: Bilingual(verbatim: "S"), level: .restricted, queries: queries)
      ])
  }

  static func compose(_ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder) throws {
    try report.begin(title: Bilingual(verbatim: "S"), donor: Bilingual(verbatim: "D"))
    try body(inputs, &report)
  }

  /// What the report says, line by line, and the paths of what the requester is told.
  static func run(
    _ queries: [InputQuery], _ inputs: [String: [JSONValue]] = [:], language: Language = .english,
    period: ReportPeriod = ReportPeriod(), _ body: @escaping Body
  ) throws -> (lines: [String], paths: [String]) {
    let outcome = try $queries.withValue(queries) {
      try $body.withValue(body) {
        try Rehearsal.run(Self.self, report: "subject/all", language: language, period: period, inputs: inputs)
      }
    }
    return (try outcome.lines, outcome.diagnostics.compactMap { $0["path"]?.string })
  }

  /// What is wrong with queries.
  static func faults(in queries: [InputQuery]) -> [String] {
    $queries.withValue(queries) { Rehearsal.faults(in: Self.self) }
  }
}
