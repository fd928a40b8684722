import Glibc

/// Finds where a JSON value that begins with a bracket ends, as its bytes come. The value need not be sound: brackets are
/// counted, whatever they are, outside of strings.
struct JSONValueEnd {
  enum Step: Equatable {
    /// The value ends before this place.
    case end(Int)
    /// The value goes on behind the bytes.
    case needsMore
    /// A string holds a line break, which none may: its quotation mark is missing.
    case openString
  }

  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  /// How many bytes of the value were looked at.
  private var seen = 0

  /// Looks on in `bytes`, where the value begins at `start`.
  mutating func find(in bytes: [UInt8], from start: Int) -> Step {
    bytes.withUnsafeBufferPointer { bytes in
      var index = start + seen
      defer { seen = index - start }
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        if isInString {
          if isEscaped {
            isEscaped = false
          } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
          } else if byte == UInt8(ascii: "\"") {
            isInString = false
          }
          if byte == UInt8(ascii: "\n") { return .openString }
          continue
        }
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          depth -= 1
          if depth <= 0 { return .end(index) }
        default: break
        }
      }
      return .needsMore
    }
  }
}
