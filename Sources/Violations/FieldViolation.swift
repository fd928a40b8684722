/// One fault of one field of a request.
public struct FieldViolation: Error, Sendable, Equatable {
  /// Characters of ``found``: enough to recognise a value, too few to fill an answer with it.
  public static let foundCharacters = 80

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
    self.path = path
    self.message = message
    self.found = found.map(Self.shortened)
    self.allowed = allowed
    self.suggestion = suggestion
  }

  private static func shortened(_ text: String) -> String {
    let start = text.prefix(foundCharacters)
    return start.endIndex == text.endIndex ? text : start.dropLast() + "…"
  }
}
