import Postgres
import Records

/// The grants of a programme, and the phases that they want reports on, as its validated record has them.
struct ProgrammeGrants {
  /// The grants' numbers.
  let numbers: Set<String>
  /// The phases by report; more than ``SnapshotLimits/phases`` of one report are no help to anybody, and only those that
  /// end last count.
  let phasesByReport: [String: [ReportingPhase]]

  /// Reads them; what one level may not see is left out.
  init(of programme: SnapshotProgramme, upTo level: ConfidentialityLevel, on connection: Connection) async throws {
    let result = try await connection.query(
      """
      SELECT DISTINCT funding ->> 'number', due ->> 'report', due ->> 'periodStart', due ->> 'periodEnd'
      FROM programme_reportable AS r
      CROSS JOIN LATERAL json_array_elements(r.body::json -> 'grants') AS g(funding)
      LEFT JOIN LATERAL json_array_elements(funding -> 'reports') AS d(due) ON true
      WHERE r.programme_id = \(programme.number) AND r.effective_level <= \(level.rawValue)
      """)
    var numbers: Set<String> = []
    var phases: [String: Set<ReportingPhase>] = [:]
    for row in result.rows {
      let (number, report, first, last) = try row.decode((String?, String?, String?, String?).self)
      if let number { numbers.insert(number) }
      guard let report, let first = first.flatMap({ CalendarDate($0) }), let last = last.flatMap({ CalendarDate($0) }),
        first <= last
      else { continue }
      phases[report, default: []].insert(ReportingPhase(first: first, last: last))
    }
    self.numbers = numbers
    phasesByReport = phases.mapValues { Array($0.sorted().suffix(SnapshotLimits.phases)) }
  }
}
