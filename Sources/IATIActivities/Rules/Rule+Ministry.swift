extension Rule {
  /// What the ministry asks of those whom it funds. They are checked in the activities that it funds; one of these there
  /// must be.
  static let ministryRules: [Rule] = [
    Rule("NL1", .error, of: ministry, at: "/participating-org", field: "partners", { [$0.whole] }) { file, _ in
      file.funded.activities.isEmpty
    },
    Rule(
      "NL2", .error, of: ministry, at: "/transaction/provider-org", field: "grants/providerActivityId",
      {
        $0.funded.located
      }
    ) { activity, _ in
      !activity.transactions.contains { $0.isIncoming && isMinistryActivity($0.provider?.activityIdentifier) }
    },
    Rule(
      "NL3", .warning, of: ministry, at: "/@aggregation-status", field: "aggregationStatus",
      {
        $0.funded.results
      }
    ) { result, _ in result.aggregation == nil },
    Rule(
      "NL4", .warning, of: ministry, at: "/@aggregation-status", field: "aggregationStatus",
      {
        $0.funded.indicators.filter { !$0.part.isQualitative }
      }
    ) { indicator, _ in indicator.aggregation == nil },
    Rule(
      "NL5", .error, of: ministry, at: "/@value",
      { file in
        ActivityFile.MeasuredKind.allCases.flatMap { file.funded.values($0) }.filter {
          !$0.part.indicator.isQualitative
        }
      }
    ) { part, _ in !isNumber(part.value.value ?? "") },
    Rule("NL6", .warning, of: ministry, { $0.funded.indicators }) { indicator, _ in indicator.isQualitative },
  ]

  /// The ministry's identifier.
  static let ministryReference = "XM-DAC-7"
  private static let ministry: Set<PublishingProfile> = [.dutchMinistry]

  /// `XM-DAC-7-PPR-` and ten digits, as in the ministry's decision.
  private static func isMinistryActivity(_ identifier: String?) -> Bool {
    let prefix = "\(ministryReference)-PPR-"
    guard let identifier, identifier.hasPrefix(prefix) else { return false }
    let number = identifier.dropFirst(prefix.count)
    return number.count == 10 && number.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}

extension ActivityFile {
  /// The file as one part.
  fileprivate var whole: Located<ActivityFile> {
    Located(part: self, path: "/iati-activities", record: activities.first?.record ?? "")
  }

  /// The activities that the ministry funds, at their places.
  fileprivate var funded: ActivityFile {
    let funded = zip(places, activities).filter { _, activity in
      activity.participants.contains { $0.role == "1" && $0.organisation.ref == Rule.ministryReference }
    }
    return ActivityFile(today: today, funded.map(\.1), places: funded.map(\.0))
  }
}
