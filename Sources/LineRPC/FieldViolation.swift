/// One fault of one field of a request.
public struct FieldViolation: Sendable, Equatable {
  /// The field, as `recommendations[2].addressee`; empty for the request as a whole.
  public var path: String
  /// What is wrong, as a sentence for a person.
  public var message: String
  /// What was found there, shortened.
  public var found: String?
  /// What is allowed there, where that is a short list.
  public var allowed: [String]
  /// The allowed value that was probably meant.
  public var suggestion: String?

  /// A fault of the field at `path`.
  public init(
    path: String, message: String, found: String? = nil, allowed: [String] = [], suggestion: String? = nil
  ) {
    self.path = path
    self.message = message
    self.found = found
    self.allowed = allowed
    self.suggestion = suggestion
  }
}
