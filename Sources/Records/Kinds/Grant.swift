import Violations

extension ObjectType {
  /// The money of one donor for a programme.
  static let grant = ObjectType(
    grantTerms + grantMoney + [
      Field(
        "reports", .list(.object(.dueReport), limit: RecordLimits.listElements), .optional, .everyone,
        "What must be reported to the donor, and when."),
      Field("comment", .prose, .optional, .everyone, "Remarks, such as reasons for deviations."),
    ],
    rules: [
      .order("startsOn", "endsOn"),
      .order("endsOn", "extendedUntil"),
      .requires("endsOn", with: "extendedUntil"),
      .requires("extensionReason", with: "extendedUntil"),
      .oneCurrency("amount", "revisedAmount", "received", "spent"),
      .requires("changeReason", with: "revisedAmount"),
      .unique("budgetLines", by: "code"),
      .budgetLinesInCurrency,
    ])

  private static let grantTerms: [Field] = [
    Field("number", .words, .required, .everyone, "The donor's number; unique within the programme."),
    Field("donor", .to("organisation"), .required, .everyone, "The organisation that gives."),
    Field("arrangement", .code(CodeLists.arrangement), .optional, .everyone, "The donor's arrangement."),
    Field("signedOn", .date, .optional, .everyone, "The day of the signature."),
    Field("startsOn", .date, .optional, .everyone, "The first day."),
    Field("endsOn", .date, .optional, .everyone, "The last day, as signed."),
    Field("extendedUntil", .date, .optional, .everyone, "The last day after an extension."),
    Field("extensionReason", .prose, .optional, .everyone, "Why it was extended; required of an extension."),
    Field(
      "providerActivityId", .formatted(.activityIdentifier), .optional, .everyone,
      "The donor's own activity in IATI, such as XM-DAC-7-PPR-4000001234."),
    Field("targetGroups", .prose, .optional, .everyone, "Whom it is meant for, as signed."),
  ]

  private static let grantMoney: [Field] = [
    Field("amount", .money, .optional, .everyone, "What was granted."),
    Field(
      "revisedAmount", .money, .optional, .everyone, "What is granted since a change; in the currency of `amount`."),
    Field("changeReason", .prose, .optional, .everyone, "Why the amount was changed."),
    Field("received", .money, .optional, .everyone, "What has arrived of it; in the currency of `amount`.")
      .runningTotal(),
    Field("spent", .money, .optional, .everyone, "What has been spent of what arrived; in the currency of `amount`.")
      .runningTotal(),
    Field("cofinancing", .money, .optional, .everyone, "What others add."),
    Field(
      "budgetLines", .list(.object(.budgetLine), limit: RecordLimits.listElements), .optional, .everyone,
      "The lines of its budget."),
    Field(
      "budgets", .list(.object(.budgetPeriod), limit: RecordLimits.listElements), .optional, .everyone,
      "What is planned for each year, as IATI asks for it."),
    Field(
      "transactions", .list(.object(.transaction), limit: RecordLimits.transactions), .optional, .everyone,
      "The money that moved, such as the tranches received."
    ).dated(by: "date"),
  ]

  static let budgetLine = ObjectType(
    [
      Field("code", .formatted(.nodeCode), .required, .everyone, "The line's code; unique within the grant."),
      Field("label", .title, .required, .everyone, "What the line is for."),
      Field("category", .code(CodeLists.budgetCategory), .optional, .everyone, "The cost category."),
      Field("planned", .money, .required, .everyone, "The sum signed."),
      Field("revised", .money, .optional, .everyone, "The sum since a change; in the currency of `planned`."),
      Field("changeReason", .prose, .optional, .everyone, "Why it was changed."),
    ],
    rules: [.oneCurrency("planned", "revised"), .requires("changeReason", with: "revised")])

  static let budgetPeriod = ObjectType(
    [
      Field("periodStart", .date, .required, .everyone, "The first day."),
      Field("periodEnd", .date, .required, .everyone, "The last day."),
      Field("value", .money, .required, .everyone, "The sum."),
    ],
    rules: [.order("periodStart", "periodEnd"), .atMostOneYear])

  static let transaction = ObjectType([
    Field("type", .code(CodeLists.transactionType), .required, .everyone, "What moved the money."),
    Field("date", .date, .required, .everyone, "The day."),
    Field("value", .money, .required, .everyone, "The sum."),
    Field("organisation", .to("organisation"), .optional, .everyone, "From whom it came, or to whom it went."),
    Field("milestone", .to("milestone"), .optional, .everyone, "The milestone that the tranche follows."),
    Field("description", .prose, .optional, .everyone, "What it was for."),
  ])

  static let dueReport = ObjectType(
    [
      Field("report", .formatted(.reportID), .optional, .everyone, "The report, such as undef/narrative."),
      Field("label", .title, .optional, .everyone, "What the donor calls it."),
      Field("periodStart", .date, .optional, .everyone, "The first day of the period reported on."),
      Field("periodEnd", .date, .optional, .everyone, "The last day of that period."),
      Field("dueOn", .date, .required, .everyone, "The day by which it is due."),
      Field("submittedOn", .date, .optional, .everyone, "The day on which it was handed in.").dated(by: "submittedOn"),
    ],
    rules: [.oneOf("report", "label"), .order("periodStart", "periodEnd")])
}

extension Rule {
  /// What donors are told of a budget is told in their currency; what was spent in another stands in expenses.
  fileprivate static let budgetLinesInCurrency = Rule(
    "budget_lines_in_currency", "`budgetLines` are in the currency of `amount`.",
    fields: ["budgetLines", "planned", "amount"], given: ["amount", "budgetLines"]
  ) { value, faults in
    guard let currency = value["amount"]?["currency"]?.string else { return }
    for line in value["budgetLines"]?.elements ?? [] {
      guard let other = line["planned"]?["currency"]?.string, other != currency else { continue }
      faults.note(line, "planned.currency", .otherCurrency(currency), found: other, allowed: [currency])
    }
  }

  /// The lines of a budget add up to what was granted, as signed and since a change.
  static let budgetsAddUp = Rule(
    "budgets_add_up",
    "Before review, `planned` of all `budgetLines` of a grant adds up to its `amount`, and what holds since a change"
      + " (`revised`, else `planned`) to what is granted since (`revisedAmount`, else `amount`).",
    fields: ["grants", "budgetLines", "planned", "revised", "amount", "revisedAmount"], given: ["grants"]
  ) { value, faults in
    for grant in value["grants"]?.elements ?? [] {
      guard let lines = grant["budgetLines"]?.elements, let signed = grant["amount"]?.money else { continue }
      let revised = grant["revisedAmount"]?.money
      let sums = [
        ("amount", signed, lines.map { $0["planned"]?.money }),
        (
          revised == nil ? "amount" : "revisedAmount", revised ?? signed,
          lines.map { ($0["revised"] ?? $0["planned"])?.money }
        ),
      ]
      for (name, whole, parts) in sums {
        let sum = parts.reduce(0) { $0 + ($1?.minorUnits ?? 0) }
        guard sum != whole.minorUnits else { continue }
        faults.note(
          grant, "budgetLines", .otherBudget(name),
          found: Money(minorUnits: sum, currency: whole.currency).amount, allowed: [whole.amount])
        break
      }
    }
  }

  /// IATI takes budgets of at most one year (rule 7.5.3).
  fileprivate static let atMostOneYear = Rule(
    "period_at_most_one_year", "From `periodStart` to `periodEnd` there is at most one year.",
    fields: ["periodEnd", "periodStart"]
  ) { value, faults in
    guard let start = value["periodStart"]?.date, let end = value["periodEnd"]?.date,
      (end.year - 1, end.month, end.day) >= (start.year, start.month, start.day)
    else { return }
    faults.note(value, "periodEnd", .longerThanOneYear, found: end.description)
  }
}

extension Wording {
  fileprivate static func otherBudget(_ total: String) -> Wording {
    Wording(
      "budget_sum", en: "A programme cannot be validated before the budget lines add up to \(total).",
      fr: "Un programme ne peut être validé avant que les lignes budgétaires ne fassent \(total).")
  }

  fileprivate static let longerThanOneYear = Wording(
    "period_length", en: "A budget is for one year at most; divide it.",
    fr: "Un budget couvre un an au plus ; divisez-le.")
}
