/// When a record closes what another one asked for. That needs proof that is there, and a second person: neither who sent
/// the closing record nor who sent the one that asked accepts it.
///
/// Of 34 recommendations that the GAO looked at again, 18 had been closed without proof (AFMD-92-16).
public struct RecordClosing: Sendable {
  /// The field of the code.
  public let field: String
  /// The codes that close.
  public let codes: [String]
  /// The reference to the record that asked.
  public let subject: String
  /// The list of references to what proves it.
  public let proof: String

  /// A closing by some codes of `field`.
  public init(_ field: String, is codes: [String], subject: String, proof: String) {
    self.field = field
    self.codes = codes
    self.subject = subject
    self.proof = proof
  }
}
