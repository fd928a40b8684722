import ReportDocument

/// What a table's columns mean for its size on paper and screen.
struct HTMLTableShape {
  /// From this many columns on, a table is set smaller.
  static let denseColumns = 7
  /// From this many columns on, a printed table turns to landscape.
  static let landscapeColumns = 11

  private let columns: [TableColumn]

  init(_ start: TableStart) { columns = start.columns }

  var isLandscape: Bool { columns.count >= Self.landscapeColumns }
  var isDense: Bool { columns.count >= Self.denseColumns }

  /// Letters of a word that may keep its column as wide; a longer one breaks, so that the table fits its page. Ordinary
  /// words are shorter and stay whole.
  var longestWord: Int { isDense ? 16 : 20 }

  /// How wide the table must be on a phone, in rem, so that a column holds a word; it then scrolls.
  var leastWidth: Int { columns.count * 6 }

  /// Each column's share in hundredths of a percent; empty if the browser may choose.
  ///
  /// Without a wish, columns of figures behind one of text get equal shares, so that a matrix looks like one.
  var shares: [Int] {
    let asked = columns.compactMap(\.weight)
    guard !asked.isEmpty else {
      guard columns.count >= 3, columns.dropFirst().allSatisfy({ $0.alignment == .end }) else { return [] }
      let sum = columns.count + 1
      return columns.indices.map { ($0 == 0 ? 2 : 1) * 10_000 / sum }
    }
    let usual = max(1, asked.reduce(0, +) / asked.count)
    let weights = columns.map { $0.weight ?? usual }
    let sum = max(1, weights.reduce(0, +))
    return weights.map { $0 * 10_000 / sum }
  }

  /// Letters of a text's longest word, a word being what no line can break.
  static func longestWord(_ text: String) -> Int {
    var longest = 0
    var length = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "-") {
        length = 0
      } else if byte & 0xC0 != 0x80 {
        length += 1
        longest = max(longest, length)
      }
    }
    return longest
  }
}
