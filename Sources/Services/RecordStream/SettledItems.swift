/// What has become of a stream's items, by index. Pure.
///
/// What it promises: ``acknowledged`` never goes back, every item below it has exactly one fate, and ``totals`` count those
/// and no others: a client that resumes there counts nothing twice and misses nothing.
struct SettledItems: Sendable {
  /// What can become of an item.
  enum Fate: Sendable { case created, revised, duplicate, rejected }

  /// Fates, counted.
  struct Totals: Sendable, Equatable {
    var created = 0
    var revised = 0
    var duplicates = 0
    var rejected = 0

    fileprivate mutating func count(_ fate: Fate) {
      switch fate {
      case .created: created += 1
      case .revised: revised += 1
      case .duplicate: duplicates += 1
      case .rejected: rejected += 1
      }
    }
  }

  /// Every item below is settled.
  private(set) var acknowledged: Int
  /// The index of the item that comes next.
  private(set) var next: Int
  /// The fates of the items below ``acknowledged``, from the call's first.
  private(set) var totals = Totals()
  /// The fates of items at or above ``acknowledged``.
  private var early: [Int: Fate] = [:]

  init(firstIndex: Int) {
    acknowledged = firstIndex
    next = firstIndex
  }

  /// Begins the next item; its index.
  mutating func begin() -> Int {
    next += 1
    return next - 1
  }

  /// Settles an item. A second fate is ignored.
  mutating func settle(_ index: Int, _ fate: Fate) {
    guard (acknowledged..<next).contains(index), early[index] == nil else { return }
    early[index] = fate
    while let fate = early.removeValue(forKey: acknowledged) {
      totals.count(fate)
      acknowledged += 1
    }
  }
}
