/// Rows that come in runs of one kind, sorted within each run. What is sorted together stays in memory, so a longer run
/// is sorted in pieces of ``limit``.
public struct SortedRuns<Rows: Sequence, Kind: Equatable>: Sequence, IteratorProtocol {
  /// How many rows are sorted together.
  public static var limit: Int { 2_000 }

  private var rows: Rows.Iterator
  private let kind: (Rows.Element) -> Kind
  private let precedes: (Rows.Element, Rows.Element) -> Bool
  private var run: ArraySlice<Rows.Element> = []
  private var following: Rows.Element?

  /// The runs of rows of one kind each, in their order, each sorted.
  public init(
    _ rows: Rows, of kind: @escaping (Rows.Element) -> Kind, by precedes: @escaping (Rows.Element, Rows.Element) -> Bool
  ) {
    self.rows = rows.makeIterator()
    self.kind = kind
    self.precedes = precedes
  }

  /// The next row.
  public mutating func next() -> Rows.Element? {
    if run.isEmpty { readRun() }
    return run.popFirst()
  }

  private mutating func readRun() {
    guard let first = following ?? rows.next() else { return }
    var read = [first]
    following = nil
    while let row = rows.next() {
      guard kind(row) == kind(first), read.count < Self.limit else {
        following = row
        break
      }
      read.append(row)
    }
    run = read.sorted(by: precedes)[...]
  }
}
