import Records

/// Adds up what is left out of one report. Nobody reads an exact number from it.
public struct WithheldTally: Sendable, Equatable {
  private var items: [String: Int] = [:]

  /// Nothing left out.
  public init() {}

  /// Counts `count` more items left out for `reason`.
  public mutating func add(_ reason: WithholdReason, _ count: Int = 1) {
    if count > 0 { items[reason.code, default: 0] += count }
  }

  /// Counts what another part of the report leaves out.
  public mutating func add(_ other: WithheldTally) {
    for (reason, count) in other.items { add(WithholdReason(code: reason), count) }
  }

  /// Roughly what is left out, in the order of the code list; reasons without items are not named.
  public var counts: [WithheldCount] {
    CodeLists.withholdReason.codes.compactMap { code in
      items[code].map { WithheldCount(reason: WithholdReason(code: code), count: ApproximateCount($0)) }
    }
  }
}
