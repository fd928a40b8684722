public import Disclosure

/// Exact numbers by reason, which only tests may say.
extension WithheldTally: ExpressibleByDictionaryLiteral {
  private static let reasons: [WithholdReason] = [
    .aboveDisclosureLevel, .smallCell, .consentWithdrawn, .noConsent, .notValidated, .outOfScope,
  ]

  init(_ counts: [String: Int]) {
    self.init()
    for reason in Self.reasons { add(reason, counts[reason.code, default: 0]) }
  }

  /// So many items by reason.
  public init(dictionaryLiteral elements: (String, Int)...) {
    self.init(Dictionary(uniqueKeysWithValues: elements))
  }
}
