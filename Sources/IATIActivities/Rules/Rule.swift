/// For whom a file is checked.
package enum PublishingProfile: String, Sendable, CaseIterable {
  /// The standard and its rules.
  case standard = "iati_standard"
  /// These, and what the Dutch Ministry of Foreign Affairs asks of those whom it funds.
  case dutchMinistry = "nl_mfa"
}

/// Something that must hold of a file before it is published.
package struct Rule: Sendable {
  /// What follows where it does not hold.
  package enum Severity: String, Sendable {
    /// The file is not published.
    case error
    /// It is published, and whoever asked for it is told.
    case warning
  }

  /// The id: of the standard's rule set; `K…` for what the schema or we ask beside it, `NL…` for the ministry.
  package let id: String
  package let severity: Severity
  /// The profiles under which it is checked.
  package let profiles: Set<PublishingProfile>
  let check: @Sendable (ActivityFile) -> (applies: Bool, faults: [RuleFault])

  /// A rule about parts of one kind.
  ///
  /// - Parameters:
  ///   - suffix: what of the part's element is meant.
  ///   - field: the field of the part's record that is to be mended, where the part's record does not say it.
  init<Part>(
    _ id: String, _ severity: Severity, of profiles: Set<PublishingProfile> = Set(PublishingProfile.allCases),
    at suffix: String = "", field: String? = nil, _ parts: @escaping @Sendable (ActivityFile) -> [Located<Part>],
    isBroken: @escaping @Sendable (Part, ActivityFile) -> Bool
  ) {
    self.id = id
    self.severity = severity
    self.profiles = profiles
    check = { file in
      let parts = parts(file)
      let faults = parts.filter { isBroken($0.part, file) }.map { part in
        RuleFault(path: part.path + suffix, record: field.map { "\(part.record)/\($0)" } ?? part.record)
      }
      return (!parts.isEmpty, faults)
    }
  }

  /// All rules, in the order in which they are shown.
  package static let all =
    identifierRules + dateRules + classificationRules + textRules + resultRules + ownRules
    + ministryRules

  /// What comes of every rule under a profile.
  package static func outcomes(of file: ActivityFile, under profile: PublishingProfile) -> [RuleOutcome] {
    all.map { rule in
      guard rule.profiles.contains(profile) else { return RuleOutcome(rule: rule, applies: false, faults: []) }
      let (applies, faults) = rule.check(file)
      return RuleOutcome(rule: rule, applies: applies, faults: faults)
    }
  }
}

/// One place where a rule does not hold.
package struct RuleFault: Sendable, Hashable {
  /// The element or attribute in the XML.
  package let path: String
  /// The record to mend, and the field within it.
  package let record: String
}

/// What came of a rule.
package struct RuleOutcome: Sendable {
  package let rule: Rule
  /// Whether the file has anything that the rule is about.
  package let applies: Bool
  /// Where it does not hold.
  package let faults: [RuleFault]

  /// Whether the file must not be published because of it.
  package var refuses: Bool { rule.severity == .error && !faults.isEmpty }
}
