import Disclosure
import Postgres
import Records
import Synchronization

/// The plans that were made, each for one state of the data; the least recently used make room for new ones.
final class PeoplePlans: Sendable {
  private struct Key: Hashable {
    let programme: Int32
    let margins: PeopleMargins
    let threshold: SuppressionThreshold
  }

  private struct Entry {
    let version: String
    let plan: PeoplePlan
    var used: Int
  }

  private let entries = Mutex<(plans: [Key: Entry], clock: Int)>(([:], 0))

  /// The plan of what margins may show, from the state of the data that the connection's transaction sees.
  func plan(
    _ margins: PeopleMargins, query: RecordQuery, on connection: Connection, programme: SnapshotProgramme
  ) async throws -> PeoplePlan {
    let version = try await version(query, on: connection, programme: programme)
    let key = Key(programme: programme.number, margins: margins, threshold: programme.threshold)
    if let plan = known(key, version) { return plan }
    let plan = try await PeoplePlan(margins, query: query, on: connection, programme: programme)
    keep(plan, key, version)
    return plan
  }

  /// How many plans are kept.
  var count: Int { entries.withLock { $0.plans.count } }

  private func version(
    _ query: RecordQuery, on connection: Connection, programme: SnapshotProgramme
  ) async throws -> String {
    let result = try await connection.query(CompiledQuery(query, in: programme).dataVersion())
    return try result.first?.value(at: 0, as: String.self) ?? ""
  }

  private func known(_ key: Key, _ version: String) -> PeoplePlan? {
    entries.withLock { entries in
      guard let entry = entries.plans[key], entry.version == version else { return nil }
      entries.clock += 1
      entries.plans[key]?.used = entries.clock
      return entry.plan
    }
  }

  private func keep(_ plan: PeoplePlan, _ key: Key, _ version: String) {
    entries.withLock { entries in
      entries.clock += 1
      entries.plans[key] = Entry(version: version, plan: plan, used: entries.clock)
      while entries.plans.count > SnapshotLimits.plans,
        let oldest = entries.plans.min(by: { $0.value.used < $1.value.used })?.key
      {
        entries.plans[oldest] = nil
      }
    }
  }
}
