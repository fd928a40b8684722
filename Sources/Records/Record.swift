/// What clients submit.
public protocol Record: Sendable {
  /// The kind, which is also the value of the field `kind`.
  static var kind: RecordKind { get }
  /// The fields that every kind has.
  var head: RecordHead { get }
  /// Every rule between fields that the record breaks.
  func validate() -> [Violation]
  /// What a reviewer must see put right before the record is validated; a warning until then.
  func validateForReview() -> [Violation]
}

extension Record {
  /// Nothing beyond ``validate()``.
  public func validateForReview() -> [Violation] { [] }
}

/// The fields that records of every kind have. Programme, kind and key together are a record's identity.
public struct RecordHead: Sendable, Hashable {
  /// The key of the programme that the record belongs to.
  public internal(set) var programme = ""
  /// The submitter's own stable key.
  public internal(set) var key = ""
  /// The language of texts that name none.
  public internal(set) var language = Language.french
  /// The level that the submitter asks for; `EffectiveLevel` may raise it.
  public internal(set) var confidentiality = ConfidentialityLevel.restricted
  /// How the record came about; never part of a report.
  public internal(set) var note: String?
}

/// A kind that this module reads.
protocol SubmittedRecord: Record, FieldedObject {
  var head: RecordHead { get set }
}
