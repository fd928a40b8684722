extension Rule {
  static let textRules: [Rule] = [
    Rule("4.1.1", .error, at: "/@xml:lang", field: "language", { $0.located }) { activity, _ in
      activity.language == nil && activity.narratives.contains { $0.language == nil }
    },
    Rule("4.3.1", .error, at: "/title", field: "title", { $0.located }) { activity, _ in !hasText(activity.title) },
    Rule("4.4.1", .error, at: "/narrative", { $0.parts("description") { $0.descriptions } }) { description, _ in
      !hasText(description.text)
    },
    Rule("7.8.1", .error, at: "/@default-currency", field: "currency", { $0.located }) { activity, _ in
      let amounts = activity.budgets.map(\.amount) + activity.transactions.map(\.amount)
      return activity.currency == nil && amounts.contains { $0.currency == nil }
    },
    Rule("6.8.1", .error, { $0.parts("other-identifier") { $0.otherIdentifiers } }) { other, _ in
      other.owner.map { !$0.isNamed } ?? false
    },
    Rule("6.9.1", .error, { $0.parts("transaction") { $0.transactions } }) { transaction, _ in
      [transaction.provider, transaction.receiver].contains { $0.map { !$0.organisation.isNamed } ?? false }
    },
    Rule("6.10.1", .error, { $0.parts("participating-org") { $0.participants } }) { participant, _ in
      !participant.organisation.isNamed
    },
  ]

  static func hasText(_ narratives: [Narrative]) -> Bool {
    narratives.contains { $0.text.contains { !$0.isWhitespace } }
  }
}

extension Activity {
  /// Every text of the activity that has a language.
  var narratives: [Narrative] {
    var texts = title + reporter.names + descriptions.flatMap(\.text) + locations.flatMap(\.name)
    texts += participants.flatMap(\.organisation.names) + otherIdentifiers.flatMap { $0.owner?.names ?? [] }
    texts += transactions.flatMap { transaction in
      transaction.description + [transaction.provider, transaction.receiver].flatMap { $0?.organisation.names ?? [] }
    }
    texts += documents.flatMap(\.title) + results.flatMap { $0.title + $0.description }
    for indicator in results.flatMap(\.indicators) {
      texts += indicator.title + indicator.description + (indicator.baseline?.comment ?? [])
      texts += indicator.periods.flatMap { ($0.targets + $0.actuals).flatMap(\.comment) }
    }
    return texts
  }
}
