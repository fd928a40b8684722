/// One fault of one field of a request.
public struct FieldViolation: Error, Sendable, Equatable {
  /// Unicode scalars of ``found``: enough to recognise a value, too few to fill an answer with it.
  public static let foundCharacters = 80
  /// Unicode scalars of ``path``: more than any that is declared has. Who sends a longer name gets its beginning.
  public static let pathCharacters = 320

  /// The field, as `recommendations[2].addressee`; empty for the request as a whole.
  public var path: String
  /// What is wrong, as a sentence for a person.
  public var message: Wording
  /// What was found there, shortened.
  public let found: String?
  /// What is allowed there, where that is a short list.
  public var allowed: [String]
  /// The allowed value that was probably meant.
  public var suggestion: String?

  /// A fault of the field at `path`.
  public init(
    path: String, message: Wording, found: String? = nil, allowed: [String] = [], suggestion: String? = nil
  ) {
    self.path = Self.shortened(path, to: Self.pathCharacters)
    self.message = message
    self.found = found.map { Self.shortened($0, to: Self.foundCharacters) }
    self.allowed = allowed
    self.suggestion = suggestion
  }

  /// Counts Unicode scalars: a million accents on one letter are one character of Swift's, and slow to be told so.
  private static func shortened(_ text: String, to count: Int) -> String {
    let start = text.unicodeScalars.prefix(count)
    return start.endIndex == text.endIndex ? text : String(start.dropLast()) + "…"
  }
}
