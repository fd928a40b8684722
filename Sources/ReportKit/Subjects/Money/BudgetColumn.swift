import ReportDocument

/// A column of the table of a budget's use. Its title is the label `budgetUse.<name>`.
public enum BudgetColumn: String, Sendable, CaseIterable {
  /// The code of the line.
  case code
  /// The name of the line.
  case line
  /// The cost category.
  case category
  /// The sum as signed.
  case planned
  /// The sum since a change, a dash where there was none.
  case revised
  /// What may be used: the sum as revised, or else as signed.
  case budget
  /// What was spent before the report's period.
  case before
  /// What was spent in the period.
  case within
  /// What was spent from the grant's beginning until the period's last day.
  case toDate
  /// What is left of the budget.
  case balance
  /// Hundredths of the budget that were used.
  case share
  /// Why the line was changed, and the first remarks on its expenses.
  case comments

  func field(_ words: Words) -> TableField<BudgetUse> {
    switch self {
    case .code: .text(rawValue, width: 2) { .text($0.code) }
    case .line: .text(rawValue, width: 6) { $0.name(words) }
    case .category: .text(rawValue, width: 4) { $0.isLine ? .text($0.category) : "" }
    case .planned: .money(rawValue, width: 4) { $0.ofBudget(.money($0.planned)) }
    case .revised: .money(rawValue, width: 4) { $0.revised.map { .money($0) } ?? "—" }
    case .budget: .money(rawValue, width: 4) { $0.ofBudget(.money($0.budget)) }
    case .before: .money(rawValue, width: 4) { $0.spent?.before.value ?? .missing }
    case .within: .money(rawValue, width: 4) { $0.spent?.within.value ?? .missing }
    case .toDate: .money(rawValue, width: 4) { $0.spent?.toDate.value ?? .missing }
    case .balance: .money(rawValue, width: 4) { $0.ofBudget(.money($0.balance)) }
    case .share: .percent(rawValue, width: 2) { $0.ofBudget(.percent($0.share)) }
    case .comments:
      .text(rawValue, width: 7) { use in
        use.comments.isEmpty ? .text(use.isLine ? "—" : "") : .lines(use.comments)
      }
    }
  }
}

extension BudgetUse {
  /// Whether it is a line, of the budget or not.
  fileprivate var isLine: Bool { subject == .line || subject == .unbudgeted }

  /// A figure of the budget; a dash for what is of no line.
  fileprivate func ofBudget(_ value: InlineValue) -> InlineValue { subject == .unitemised ? "—" : value }

  /// The line's name, or what stands for it.
  func name(_ words: Words) -> InlineValue {
    switch subject {
    case .line: label
    case .unbudgeted: .text(words["budgetUse.unbudgeted"])
    case .unitemised: .text(words["spending.unitemised"])
    case .all: .text(words["budgetUse.all"])
    }
  }
}
