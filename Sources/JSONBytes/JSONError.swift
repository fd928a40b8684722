/// Why a JSON text was refused, and where.
public struct JSONError: Error, Equatable, Sendable {
  /// A stable name for one kind of fault.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    /// The name, in lower snake case.
    public let description: String

    /// The text ends inside a value.
    public static let unexpectedEnd = Code(description: "unexpected_end")
    /// A byte that RFC 8259 does not allow at this place.
    public static let unexpectedByte = Code(description: "unexpected_byte")
    /// Bytes after the value.
    public static let trailingBytes = Code(description: "trailing_bytes")
    /// A value of another type than the one asked for.
    public static let typeMismatch = Code(description: "type_mismatch")
    /// The same key twice in one object.
    public static let duplicateKey = Code(description: "duplicate_key")
    /// Bytes that are not UTF-8.
    public static let invalidUTF8 = Code(description: "invalid_utf8")
    /// An escape that names no character, U+0000, or half of a surrogate pair.
    public static let invalidEscape = Code(description: "invalid_escape")
    /// A number that no 64-bit integer or finite double holds.
    public static let numberOutOfRange = Code(description: "number_out_of_range")
    /// One of ``JSONLimits`` is exceeded.
    public static let limitExceeded = Code(description: "limit_exceeded")
  }

  /// What kind of fault it is.
  public let code: Code
  /// The fault's place, in bytes from the start of the text.
  public let offset: Int
  /// The value in which the fault lies, as `recommendations[2].addressee`; empty for the whole text.
  public let path: String
  /// One sentence for a person.
  public let message: String
}
