/// Why an item is left out: the codes of ``Records/CodeLists/withholdReason`` by name.
public struct WithholdReason: Sendable, Hashable {
  /// The code.
  public let code: String

  /// The item's effective level is above the request's.
  public static let aboveDisclosureLevel = WithholdReason(code: "above_disclosure_level")
  /// A count that is small, or from which a small one could be computed. Which of the two it is must not be told: that
  /// all hidden counts of a report are small would tell of each.
  public static let smallCell = WithholdReason(code: "small_cell")
  /// Consent was given and taken back.
  public static let consentWithdrawn = WithholdReason(code: "consent_withdrawn")
  /// Consent was never given.
  public static let noConsent = WithholdReason(code: "no_consent")
  /// No revision has been validated yet.
  public static let notValidated = WithholdReason(code: "not_validated")
  /// The item belongs to a programme or grant that the reader may not see.
  public static let outOfScope = WithholdReason(code: "out_of_scope")
}
