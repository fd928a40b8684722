import ReportDocument

/// The first rows of a table that may have thousands, and how many there are of all, so that it can be read and memory stays
/// flat.
public struct BoundedRows: Sendable {
  private let limit: Int
  /// The rows that are listed.
  public private(set) var listed: [InputRow] = []
  /// How many rows there are, listed or not.
  public private(set) var count = 0

  /// None so far.
  ///
  /// - Parameter limit: how many are listed.
  public init(limit: Int = 200) { self.limit = limit }

  /// Counts one more, and lists it as long as there is room.
  public mutating func add(_ row: InputRow) {
    count += 1
    if listed.count < limit { listed.append(row) }
  }
}

extension ReportBuilder {
  /// Says how many rows a table has left out; nothing where it lists all.
  public mutating func unlisted(_ rows: BoundedRows) throws {
    let rest = rows.count - rows.listed.count
    if rest > 0 { try paragraph(label: "unlisted", ["count": "\(rest)"]) }
  }
}
