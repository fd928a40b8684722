/// Rows of which the next one can be looked at, so that a run of them can be given to a table and the run after it to another.
public final class PeekedRows<Row> {
  private var rows: AnyIterator<Row>
  /// The next row, which stays the next one; nil where there is none.
  public private(set) var next: Row?

  /// Rows as they come.
  public init(_ rows: some Sequence<Row>) {
    self.rows = AnyIterator(rows.makeIterator())
    next = self.rows.next()
  }

  /// The rows as long as they are alike; all of them unless said otherwise.
  public func run(while isAlike: @escaping (Row) -> Bool = { _ in true }) -> AnyIterator<Row> {
    AnyIterator {
      guard let row = self.next, isAlike(row) else { return nil }
      self.next = self.rows.next()
      return row
    }
  }
}
