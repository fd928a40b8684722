public import Records

/// How many items a report leaves out for one reason.
public struct WithheldCount: Sendable, Hashable {
  /// A code of ``Records/CodeLists/withholdReason``.
  public let reason: String
  /// The items left out.
  public let count: Int

  /// A count of items left out.
  public init(reason: WithholdReason, count: Int) {
    self.reason = reason.code
    self.count = count
  }

  /// The reason for a reader of `language`.
  public func label(in language: Language) -> String {
    CodeLists.withholdReason.label(reason, language) ?? reason
  }
}

/// Why an item is left out: the codes of ``Records/CodeLists/withholdReason`` by name.
public struct WithholdReason: Sendable, Hashable {
  /// The code.
  public let code: String

  /// The item's effective level is above the request's.
  public static let aboveDisclosureLevel = WithholdReason(code: "above_disclosure_level")
  /// A count of few people.
  public static let smallCell = WithholdReason(code: "small_cell")
  /// A count from which a small one could be computed.
  public static let complementaryCell = WithholdReason(code: "complementary_cell")
  /// Consent was given and taken back.
  public static let consentWithdrawn = WithholdReason(code: "consent_withdrawn")
  /// Consent was never given.
  public static let noConsent = WithholdReason(code: "no_consent")
  /// No revision has been validated yet.
  public static let notValidated = WithholdReason(code: "not_validated")
  /// The item belongs to a programme or grant that the reader may not see.
  public static let outOfScope = WithholdReason(code: "out_of_scope")
}

/// Adds up what is left out of one report.
public struct WithheldTally: Sendable {
  private var counts: [String: Int] = [:]

  /// Nothing left out.
  public init() {}

  /// Counts `count` more items left out for `reason`.
  public mutating func add(_ reason: WithholdReason, _ count: Int = 1) {
    if count > 0 { counts[reason.code, default: 0] += count }
  }

  /// Counts what another part of the report leaves out.
  public mutating func add(_ withheld: [WithheldCount]) {
    for item in withheld { add(WithholdReason(code: item.reason), item.count) }
  }

  /// What is left out, in the order of the code list; reasons without items are not named.
  public var withheld: [WithheldCount] {
    CodeLists.withholdReason.codes.compactMap { code in
      counts[code].map { WithheldCount(reason: WithholdReason(code: code), count: $0) }
    }
  }
}
