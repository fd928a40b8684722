/// One fault in a record or a query, named so that its sender can put it right.
public struct Violation: Error, Sendable, Equatable {
  /// The field, as `recommendations[2].addressee`; empty for the whole.
  public let path: String
  /// One sentence that says what is wrong and, where there is one, the remedy.
  public let message: String
  /// What stood there, shortened to ``RecordLimits/foundCharacters``.
  public let found: String?
  /// What may stand there, if that is a closed list.
  public let allowed: [String]
  /// What was probably meant.
  public let suggestion: String?

  /// A fault at `path`.
  public init(
    path: String, message: String, found: String? = nil, allowed: [String] = [], suggestion: String? = nil
  ) {
    self.path = path
    self.message = message
    self.found = found.map { String($0.prefix(RecordLimits.foundCharacters)) }
    self.allowed = allowed
    self.suggestion = suggestion
  }
}
