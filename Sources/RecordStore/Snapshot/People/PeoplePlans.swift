import Disclosure
import Postgres
import Records

/// The plans that were made, each for one state of the data.
final class PeoplePlans: Sendable {
  private struct Key: Hashable {
    let programme: Int32
    let margins: PeopleMargins
    let threshold: SuppressionThreshold
  }

  private let plans = VersionedCache<Key, PeoplePlan>(limit: SnapshotLimits.plans)

  /// The plan of what margins may show, from the state of the data that the connection's transaction sees.
  func plan(
    _ margins: PeopleMargins, query: RecordQuery, on connection: Connection, programme: SnapshotProgramme
  ) async throws -> PeoplePlan {
    let version = try await CompiledQuery(query, in: programme).dataVersion(on: connection)
    let key = Key(programme: programme.number, margins: margins, threshold: programme.threshold)
    return try await plans.value(key, version: version) {
      try await PeoplePlan(margins, query: query, on: connection, programme: programme)
    }
  }

  /// How many plans are kept.
  var count: Int { plans.count }
}
