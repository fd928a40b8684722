import Postgres
import Records

/// The phases that the grants of a programme want reports on, as its validated record has them.
struct GrantPhases {
  /// The phases by report; more than ``SnapshotLimits/phases`` of one report are no help to anybody, and only those that
  /// end last count.
  let byReport: [String: [ReportingPhase]]

  /// Reads them; what one level may not see is left out.
  init(of programme: SnapshotProgramme, upTo level: ConfidentialityLevel, on connection: Connection) async throws {
    let result = try await connection.query(
      """
      SELECT DISTINCT due ->> 'report', due ->> 'periodStart', due ->> 'periodEnd'
      FROM programme_reportable AS r
      CROSS JOIN LATERAL json_array_elements(r.body::json -> 'grants') AS g(funding)
      CROSS JOIN LATERAL json_array_elements(funding -> 'reports') AS d(due)
      WHERE r.programme_id = \(programme.number) AND r.effective_level <= \(level.rawValue)
        AND due ->> 'report' IS NOT NULL AND due ->> 'periodStart' IS NOT NULL AND due ->> 'periodEnd' IS NOT NULL
      """)
    var phases: [String: [ReportingPhase]] = [:]
    for row in result.rows {
      let (report, first, last) = try row.decode((String, String, String).self)
      guard let first = CalendarDate(first), let last = CalendarDate(last), first <= last else { continue }
      phases[report, default: []].append(ReportingPhase(first: first, last: last))
    }
    byReport = phases.mapValues { Array($0.sorted().suffix(SnapshotLimits.phases)) }
  }
}
