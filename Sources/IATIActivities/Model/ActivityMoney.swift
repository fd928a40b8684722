/// What is planned to be spent in a period of at most a year.
public struct Budget: ActivityPart {
  /// 1 original, 2 revised (BudgetType).
  public var type = "1"
  /// 1 indicative, 2 committed (BudgetStatus).
  public var status = "1"
  public var start: Day = ""
  public var end: Day = ""
  public var amount = Amount(value: "", currency: nil, valuedOn: "")
  public var record = ""
  public init() {}

  /// A part of the given members.
  public init(_ record: String, type: String, status: String, from start: Day, to end: Day, _ amount: Amount) {
    self.record = record
    self.type = type
    self.status = status
    self.start = start
    self.end = end
    self.amount = amount
  }
}

/// Money that moved, or was promised.
public struct Transaction: ActivityPart {
  /// 1 incoming funds, 2 outgoing commitment, 3 disbursement, 4 expenditure, 11 incoming commitment (TransactionType).
  public var type = ""
  public var day: Day = ""
  public var amount = Amount(value: "", currency: nil, valuedOn: "")
  public var description: [Narrative] = []
  public var provider: Party?
  public var receiver: Party?
  public var sectors: [Share] = []
  public var countries: [Share] = []
  public var regions: [Share] = []
  public var record = ""
  public init() {}

  /// A part of the given members.
  public init(_ record: String, type: String, on day: Day, _ amount: Amount, _ description: [Narrative]) {
    self.record = record
    self.type = type
    self.day = day
    self.amount = amount
    self.description = description
  }

  /// Whether the reporting organisation gets the money.
  public var isIncoming: Bool { type == "1" || type == "11" }
}

/// Who gives or gets money, and for which activity of its own.
public struct Party: ActivityPart {
  public var organisation = Organisation()
  public var activityIdentifier: String?
  public var record = ""
  public init() {}

  /// A part of the given members.
  public init(_ record: String, _ organisation: Organisation, activity: String? = nil) {
    self.record = record
    self.organisation = organisation
    activityIdentifier = activity
  }
}
