/// A row as it is written, and where it is said that it stays on the page of the next one.
struct DOCXRow {
  private(set) var xml = ""
  /// Where in the row's bytes paragraphs would say it.
  private var places: [Int] = []
  /// Whether it may be kept with the next at all: a row that pages break is not.
  let isShort: Bool
  let isTotal: Bool
  var isKeptWithNext = false

  init(isShort: Bool, isTotal: Bool) {
    self.isShort = isShort
    self.isTotal = isTotal
  }

  mutating func append(_ text: String) { xml += text }

  /// Notes that a paragraph's properties stand here.
  mutating func markPlace() { places.append(xml.utf8.count) }

  func write(into buffer: inout OutputBuffer) {
    guard isKeptWithNext, isShort else { return buffer.append(xml) }
    let bytes = Array(xml.utf8)
    var start = 0
    for place in places {
      buffer.append(contentsOf: bytes[start..<place])
      buffer.append("<w:keepNext/>")
      start = place
    }
    buffer.append(contentsOf: bytes[start...])
  }
}

/// The last rows of the table that is open. Whether a row stays with the next one shows only when that comes: the first two
/// stay together, as do the last two, a sum and the row above it, and the last row and a note below it.
struct DOCXLastRows {
  private var rows: [DOCXRow] = []
  private var isBehindFirst = false

  mutating func append(_ row: DOCXRow, into buffer: inout OutputBuffer) {
    if rows.count == 2 { rows.removeFirst().write(into: &buffer) }
    if let last = rows.indices.last, row.isTotal || !isBehindFirst {
      rows[last].isKeptWithNext = true
      isBehindFirst = true
    }
    rows.append(row)
  }

  /// Writes what is left of the table's rows.
  mutating func end(isKeptWithNext: Bool, into buffer: inout OutputBuffer) {
    if rows.count == 2 { rows[0].isKeptWithNext = true }
    if let last = rows.indices.last, isKeptWithNext { rows[last].isKeptWithNext = true }
    for row in rows { row.write(into: &buffer) }
    self = DOCXLastRows()
  }
}
