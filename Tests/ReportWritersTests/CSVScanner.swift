/// A strict reader of RFC 4180: lines end with CR LF, fields with commas or the line; a field is either in quotes, which are
/// doubled inside, or holds neither quote, comma nor line break. An empty line is a line without fields.
struct CSVScanner {
  struct Fault: Error, CustomStringConvertible {
    var description: String
  }

  private(set) var lines: [[String]] = []
  private let bytes: [UInt8]
  private var index = 0

  init(_ file: String) throws {
    bytes = Array(file.utf8)
    while index < bytes.count { try readLine() }
  }

  /// The lines between two empty ones.
  var blocks: [[[String]]] { lines.split(separator: []).map(Array.init) }

  /// The table of this name: titles and rows.
  func table(_ name: String) -> [[String]]? {
    blocks.first { $0[0].count == 2 && $0[0][0] == name }.map { Array($0.dropFirst()) }
  }

  private mutating func readLine() throws {
    var fields: [String] = []
    if take("\r\n") { return lines.append([]) }
    while true {
      fields.append(try take("\"") ? readQuoted() : readPlain())
      if take("\r\n") { return lines.append(fields) }
      guard take(",") else { throw Fault(description: "a field ends at byte \(index)") }
    }
  }

  private mutating func readPlain() throws -> String {
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: ","), bytes[index] != UInt8(ascii: "\r") {
      guard bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\n") else {
        throw Fault(description: "a bare quote or line feed at byte \(index)")
      }
      index += 1
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func readQuoted() throws -> String {
    var text: [UInt8] = []
    while index < bytes.count {
      if take("\"\"") {
        text.append(UInt8(ascii: "\""))
      } else if take("\"") {
        return String(decoding: text, as: UTF8.self)
      } else {
        text.append(bytes[index])
        index += 1
      }
    }
    throw Fault(description: "a quoted field without end")
  }

  private mutating func take(_ token: StaticString) -> Bool {
    let wanted = UnsafeBufferPointer(start: token.utf8Start, count: token.utf8CodeUnitCount)
    guard bytes[index...].starts(with: wanted) else { return false }
    index += wanted.count
    return true
  }
}
