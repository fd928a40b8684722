/// Heights of rows that wait until it is known how wide the sheet's columns are.
struct XLSXHeights {
  typealias Height = (XLSXSheet) -> Double?

  private var waiting: [(offset: Int, height: Height)] = []

  /// Notes the height of a row, which is said at this place of the sheet's bytes.
  mutating func append(_ height: @escaping Height, at offset: Int) { waiting.append((offset, height)) }

  /// The bytes with all heights said.
  mutating func take(_ bytes: [UInt8], _ sheet: XLSXSheet) -> [UInt8] {
    guard !waiting.isEmpty else { return bytes }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + waiting.count * 30)
    var start = 0
    for (offset, height) in waiting {
      output += bytes[start..<offset]
      if let points = height(sheet) { output += Self.attributes(points).utf8 }
      start = offset
    }
    output += bytes[start...]
    waiting = []
    return output
  }

  static func attributes(_ points: Double) -> String { " ht=\"\(points)\" customHeight=\"1\"" }
}
