public import Disclosure
import Postgres
public import Records

/// Why a query found nothing although its programme has such records: roughly how many there are, for each reason.
public struct NothingFound: Sendable, Equatable {
  /// They are above the report's level.
  public var aboveLevel: ApproximateCount?
  /// Nobody has validated them yet.
  public var notValidated: ApproximateCount?
  /// They lie outside of the days asked for.
  public var onOtherDays: ApproximateCount?

  /// Whether there is nothing to be told: the programme has no such records.
  public var isEmpty: Bool { aboveLevel == nil && notValidated == nil && onOtherDays == nil }
}

extension ReportSnapshot {
  /// Why a query that found nothing did so.
  public func whyNothing(of query: RecordQuery) async throws -> NothingFound {
    let compiled = CompiledQuery(query, in: programme)
    var found = NothingFound()
    found.aboveLevel = try await count("SELECT count(*) FROM (\(fragment: compiled.keysAboveLevel())) AS withheld")
    found.notValidated = try await count("SELECT count(*) FROM (\(fragment: compiled.keysNotValidated())) AS withheld")
    // Which records there are of some people is told by no count but those that the plan lets through.
    let tellsOfPeople = query.filters.contains { !$0.isOfDays && query.source.tellsOfPeople($0.name) }
    if !tellsOfPeople, query.filters.contains(where: \.isOfDays) {
      found.onOtherDays = try await count(compiled.countOnAllDays())
    }
    return found
  }

  private func count(_ statement: SQL) async throws -> ApproximateCount? {
    let count = try await connection.query(statement).first?.value(at: 0, as: Int.self) ?? 0
    return count == 0 ? nil : ApproximateCount(count)
  }
}
