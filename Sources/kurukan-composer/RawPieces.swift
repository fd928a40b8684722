import JSONBytes
import LineRPC
import Violations

/// Bytes of a document of the plugin's own on their way into block lines, each a text of its own.
struct RawPieces {
  /// Bytes of one piece before escapes; a text of a block has at most 64 KiB.
  private static let pieceBytes = 32 << 10

  /// The beginning of a character whose end has not come yet.
  private var held: [UInt8] = []

  /// Whether nothing of a character is missing.
  var isWhole: Bool { held.isEmpty }

  /// Takes bytes, cut anywhere, and gives `body` the block lines that they fill, newline included.
  mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, _ body: ([UInt8]) throws -> Void) throws {
    var start = 0
    while start < bytes.count {
      let end = min(start + Self.pieceBytes, bytes.count)
      let piece = held + bytes[start..<end]
      start = end
      let whole = Self.wholeCharacters(piece)
      held = Array(piece[whole...])
      guard whole > 0 else { continue }
      guard let text = String(validating: piece[..<whole], as: UTF8.self) else {
        throw Status(.pluginProtocol, "A document of the plugin's own is no UTF-8.")
      }
      var json = JSONWriter(capacity: whole + 64)
      json.beginObject()
      json.member("block", "raw")
      json.member("text", text)
      json.endObject()
      json.newline()
      try body(json.bytes)
    }
  }

  /// How many bytes there are up to the last character that may be whole.
  private static func wholeCharacters(_ bytes: [UInt8]) -> Int {
    for back in 1...3 where back <= bytes.count {
      let byte = bytes[bytes.count - back]
      if byte & 0xC0 == 0x80 { continue }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return length > back ? bytes.count - back : bytes.count
    }
    return bytes.count
  }
}
