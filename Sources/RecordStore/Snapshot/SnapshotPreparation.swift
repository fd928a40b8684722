import Disclosure
import Postgres
import Records

/// What must be known of a snapshot before its first row goes out: what is withheld, what the counts are after
/// suppression, and when the data last changed.
struct SnapshotPreparation {
  let connection: Connection
  let programme: SnapshotProgramme
  let plans: PeoplePlans
  let declared: [DeclaredCount]
  let organisationNames: VersionedCache<NamedOrganisations.CacheKey, NamedOrganisations>

  func snapshot(of queries: [RecordQuery]) async throws -> ReportSnapshot {
    guard queries.allSatisfy({ $0.level <= programme.scope.level }) else { throw SnapshotFault.levelTooLow }
    let tallies = try await Tallies(queries, declared: declared, plans: plans)
      .rows(on: connection, programme: programme)
    var withheld = try await withheldRecords(queries)
    withheld.add(tallies.withheld)
    withheld.add(try await WithheldWords(queries, in: programme).tally(on: connection))
    return ReportSnapshot(
      hidden: tallies.hidden, changedOn: try await changedOn(queries), left: withheld, programme: programme,
      connection: connection,
      tallies: tallies.rows, organisationNames: organisationNames)
  }

  /// Records of the kinds read, in the whole programme or grant, that cannot be shown, each counted once.
  private func withheldRecords(_ queries: [RecordQuery]) async throws -> WithheldTally {
    var tally = WithheldTally()
    tally.add(.aboveDisclosureLevel, try await count(queries) { $0.keysAboveLevel() })
    tally.add(.notValidated, try await count(queries) { $0.keysNotValidated() })
    return tally
  }

  private func count(_ queries: [RecordQuery], _ keys: (CompiledQuery) -> SQL) async throws -> Int {
    var sum = 0
    for kind in programme.kinds.kinds {
      let parts = queries.filter { $0.source.kind == kind }.map { keys(CompiledQuery($0, in: programme)) }
      guard !parts.isEmpty else { continue }
      // UNION leaves each record once.
      let union = SQL.joined(parts, separator: " UNION ")
      let row = try await connection.query("SELECT count(*) FROM (\(fragment: union)) AS withheld").first
      sum += try row?.value(at: 0, as: Int.self) ?? 0
    }
    return sum
  }

  /// The last day on which one of the reportable records was submitted or reviewed; stands in for the clock, which a
  /// report never asks.
  private func changedOn(_ queries: [RecordQuery]) async throws -> CalendarDate? {
    let kinds = programme.kinds.kinds.filter { kind in queries.contains { $0.kinds.contains(kind) } }
    guard !kinds.isEmpty else { return nil }
    let parts = kinds.map { kind -> SQL in
      """
      SELECT max(GREATEST(submitted_at, reviewed_at)) AS changed_at
      FROM \(identifier: kind.name + "_reportable")
      WHERE programme_id = \(programme.number) AND effective_level <= \(programme.scope.level.rawValue)
      """
    }
    let union = SQL.joined(parts, separator: " UNION ALL ")
    let row = try await connection.query(
      "SELECT max(changed_at AT TIME ZONE 'UTC')::date FROM (\(fragment: union)) AS changes"
    ).first
    guard let day = try row?.value(at: 0, as: CalendarDay?.self) else { return nil }
    return CalendarDate(daysSince2000: day.daysSince2000)
  }
}
