/// What is planned to be spent in a period of at most a year.
package struct Budget: ActivityPart {
  /// 1 original, 2 revised (BudgetType).
  package var type = "1"
  /// 1 indicative, 2 committed (BudgetStatus).
  package var status = "1"
  package var start: Day = ""
  package var end: Day = ""
  package var amount = Amount(value: "", currency: nil, valuedOn: "")
  package var record = ""
  package init() {}

  /// A part of the given members.
  package init(_ record: String, type: String, status: String, from start: Day, to end: Day, _ amount: Amount) {
    self.record = record
    self.type = type
    self.status = status
    self.start = start
    self.end = end
    self.amount = amount
  }
}

/// Money that moved, or was promised.
package struct Transaction: ActivityPart {
  /// 1 incoming funds, 2 outgoing commitment, 3 disbursement, 4 expenditure, 11 incoming commitment (TransactionType).
  package var type = ""
  package var day: Day = ""
  package var amount = Amount(value: "", currency: nil, valuedOn: "")
  package var description: [Narrative] = []
  package var provider: Party?
  package var receiver: Party?
  package var sectors: [Share] = []
  package var countries: [Share] = []
  package var regions: [Share] = []
  package var record = ""
  package init() {}

  /// A part of the given members.
  package init(_ record: String, type: String, on day: Day, _ amount: Amount, _ description: [Narrative]) {
    self.record = record
    self.type = type
    self.day = day
    self.amount = amount
    self.description = description
  }

  /// Whether the reporting organisation gets the money.
  package var isIncoming: Bool { type == "1" || type == "11" }
}

/// Who gives or gets money, and for which activity of its own.
package struct Party: ActivityPart {
  package var organisation = Organisation()
  package var activityIdentifier: String?
  package var record = ""
  package init() {}

  /// A part of the given members.
  package init(_ record: String, _ organisation: Organisation, activity: String? = nil) {
    self.record = record
    self.organisation = organisation
    activityIdentifier = activity
  }
}
