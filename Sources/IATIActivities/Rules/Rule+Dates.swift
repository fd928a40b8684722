extension Rule {
  static let dateRules: [Rule] = [
    Rule("6.11.1", .error, field: "startsOn", { $0.located }) { activity, _ in
      activity.day("1") == nil && activity.day("2") == nil
    },
    Rule("11.1.1", .error, at: "/@last-updated-datetime", { $0.located }) { activity, file in
      activity.updatedOn.map { $0 > file.today } ?? false
    },
    Rule("11.1.2", .error, at: "/activity-date[@type='3']", field: "endsOn", { $0.located }) { activity, _ in
      isAfter(activity.day("1"), activity.day("3"))
    },
    Rule("11.1.3", .error, at: "/activity-date[@type='4']", field: "actualEndsOn", { $0.located }) { activity, _ in
      isAfter(activity.day("2"), activity.day("4"))
    },
    Rule("11.1.4", .error, at: "/activity-date[@type='2']", field: "actualStartsOn", { $0.located }) { activity, file in
      isAfter(activity.day("2"), file.today)
    },
    Rule("11.1.5", .error, at: "/activity-date[@type='4']", field: "actualEndsOn", { $0.located }) { activity, file in
      isAfter(activity.day("4"), file.today)
    },
    Rule("11.2.1", .error, at: "/transaction-date", field: "date", { $0.parts("transaction") { $0.transactions } }) {
      transaction, file in transaction.day > file.today
    },
    Rule("7.5.3", .error, at: "/period-end", field: "periodEnd", { $0.parts("budget") { $0.budgets } }) { budget, _ in
      yearLater(budget.start).map { budget.end > $0 } ?? false
    },
    Rule("8.6.3", .error, at: "/period-end", field: "periodEnd", { $0.parts("budget") { $0.budgets } }) { budget, _ in
      budget.start > budget.end
    },
    Rule("8.6.1", .error, at: "/period-end", field: "periodEnd", { $0.periods }) { period, _ in
      period.start > period.end
    },
  ]

  /// Whether both days are known and the first lies after the second.
  private static func isAfter(_ first: Day?, _ second: Day?) -> Bool {
    guard let first, let second else { return false }
    return first > second
  }

  /// The same day of the next year; nil for what is no day.
  private static func yearLater(_ day: Day) -> Day? {
    Int(day.prefix(4)).map { "\($0 + 1)\(day.dropFirst(4))" }
  }
}
