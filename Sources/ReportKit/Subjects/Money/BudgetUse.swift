public import Records
public import ReportDocument

/// How much of a budget line has been used; also of all of them.
public struct BudgetUse: Sendable {
  /// What is meant.
  public enum Subject: Sendable {
    /// A line of the grant's budget.
    case line
    /// A line that the budget does not have, though something was spent from it.
    case unbudgeted
    /// What the grant says was used beyond the expenses that the report may show, of lines that it cannot tell.
    case unitemised
    /// All lines together, with what is not itemised.
    case all
  }

  /// What is meant.
  public let subject: Subject
  /// The line's code; empty for what is no line.
  public let code: String
  /// The line's name; missing where the budget has none.
  public let label: InlineValue
  /// The name of the cost category; nil where none is stated.
  public let category: String?
  /// As signed.
  public let planned: Money?
  /// Since a change; nil where there was none. Of all lines together, what each may use.
  public let revised: Money?
  /// What was spent; nil where the grant has no expense at all, so that nothing is known.
  public let spent: ExpenseSums?
  /// Why the line was changed, and the first remarks on its expenses.
  public let comments: [String]

  /// What may be used: the sum as revised, or else as signed.
  public var budget: Money? { revised ?? planned }
  /// What is left of it; nil where one of both is not known.
  public var balance: Money? { spent?.toDate.money.flatMap { budget?.subtracting($0) } }
  /// Hundredths of it that were used.
  public var share: Double? { budget.flatMap { spent?.toDate.money?.percent(of: $0) } }
  /// Whether more was spent than may be used.
  public var isOverspent: Bool { balance.map { $0.minorUnits < 0 } ?? (subject == .unbudgeted) }

  /// A line of the grant's budget.
  init(_ row: InputRow, _ ledger: ExpenseLedger) {
    subject = .line
    code = row.string("code") ?? "—"
    label = row.value("label")
    category = row.label("category")
    (planned, revised) = (row.money("planned"), row.money("revised"))
    spent = ledger.sums(of: code)
    comments = [row.text("changeReason")].compactMap { $0 } + (spent?.comments ?? [])
  }

  /// A line that the budget does not have.
  init(unbudgeted code: String, _ ledger: ExpenseLedger) {
    (subject, self.code, label, category, planned, revised) = (.unbudgeted, code, .missing, nil, nil, nil)
    spent = ledger.sums(of: code)
    comments = spent?.comments ?? []
  }

  /// What is not itemised.
  init(unitemised spent: ExpenseSums) {
    (subject, code, label, category, planned, revised) = (.unitemised, "", .missing, nil, nil, nil)
    (self.spent, comments) = (spent, [])
  }

  /// All lines together. A line that was spent from without being in the budget has none.
  init(of lines: [BudgetUse], _ spent: ExpenseSums?) {
    (subject, code, label, category, comments) = (.all, "", .missing, nil, [])
    planned = lines.compactMap(\.planned).total
    revised = lines.compactMap(\.budget).total
    self.spent = spent
  }
}
