import Violations

extension RecordKind {
  /// Money spent from one line of a grant's budget.
  public static let expense = RecordKind(
    "expense", en: "Expense", fr: "Dépense",
    "Money spent from one line of a grant's budget, on a day or in a period.",
    days: [.field("spentOn"), .field("periodEnd")],
    fields: [
      Field("grant", .words, .required, .everyone, "The number of the grant.").dimension(),
      Field("budgetLine", .formatted(.nodeCode), .required, .everyone, "The code of the budget line.").dimension(),
      Field("category", .code(CodeLists.budgetCategory), .optional, .everyone, "The cost category.").textDimension(),
      Field("description", .title, .required, .from(.internal), "What it was spent on."),
      Field("spentOn", .date, .optional, .everyone, "The day.").orderable(),
      Field("periodStart", .date, .optional, .everyone, "The first day, if it is the sum of a period."),
      Field("periodEnd", .date, .optional, .everyone, "The last day of that period.").orderable(),
      Field("amount", .money, .required, .everyone, "The sum in the currency in which it was spent.")
        .column(),
      Field("converted", .money, .optional, .everyone, "The sum in the grant's currency.").column(),
      Field(
        "exchangeRate", .number(0...RecordLimits.measuredValue), .optional, .everyone,
        "How much of the currency of `amount` one unit of the currency of `converted` buys."),
      Field("rateOn", .date, .optional, .everyone, "The day of that rate."),
      Field("funder", .to("organisation"), .optional, .everyone, "The organisation whose money it is.").textDimension(),
      Field("payee", .to("organisation"), .optional, .from(.restricted), "The organisation paid."),
      Field("milestone", .to("milestone"), .optional, .everyone, "The milestone whose tranche it was spent from.")
        .textDimension(),
      Field("engagement", .to("engagement"), .optional, .everyone, "The engagement that it was spent for.")
        .textDimension(),
      Field("framework", .to("framework"), .optional, .everyone, "The framework.").textDimension(),
      Field("node", .formatted(.nodeCode), .optional, .everyone, "The node there that it was spent for.")
        .textDimension(),
      Field(
        "evidence", .list(.to("evidence"), limit: RecordLimits.listElements), .optional, .from(.internal),
        "The receipts."),
      Field("comment", .prose, .optional, .everyone, "Remarks, such as the reason for a deviation."),
    ],
    rules: [
      .oneOf("spentOn", "periodEnd"),
      .notBoth("periodEnd", "spentOn"),
      .requires("periodEnd", with: "periodStart"),
      .order("periodStart", "periodEnd"),
      .requires("exchangeRate", with: "converted"),
      .requires("converted", with: "exchangeRate"),
      .requires("rateOn", with: "exchangeRate"),
      .positive("exchangeRate"),
      .otherCurrency,
      .rateAgrees,
      .requires("framework", with: "node"),
    ],
    examples: [
      #"{"kind":"expense","programme":"gouvernance-defense","key":"DEP-2023-017","language":"fr","confidentiality":"public","note":"Bordereau de mai.","grant":"UDF-XX-XXX-MLI","budgetLine":"1.1","category":"contractual_services","description":"Salle et repas, table ronde de Tombouctou","spentOn":"2023-05-17","amount":{"amount":"1800000","currency":"XOF"},"converted":{"amount":"3000.00","currency":"USD"},"exchangeRate":600,"rateOn":"2023-05-01","funder":"undef","payee":"hotel-colombe","milestone":"UNDEF-J2","engagement":"RT-2023-TOM-01","framework":"undef-cadre","node":"1.1","evidence":["facture-017"],"comment":"Deux repas de plus que prévu."}"#,
      #"{"kind":"expense","programme":"gouvernance-defense","key":"DEP-2023-T1","grant":"UDF-XX-XXX-MLI","budgetLine":"2.1","description":"Salaires du premier trimestre","periodStart":"2023-01-01","periodEnd":"2023-03-31","amount":{"amount":"9000.00","currency":"USD"}}"#,
    ])
}

extension Rule {
  fileprivate static let otherCurrency = Rule(
    "converted_in_other_currency", "`converted` is in another currency than `amount`.", fields: ["converted", "amount"]
  ) { value, faults in
    guard let amount = value["amount"]?.money, let converted = value["converted"]?.money,
      amount.currency == converted.currency
    else { return }
    faults.note(value, "converted.currency", .sameCurrency, found: converted.currency)
  }

  /// Rates are often turned upside down; a hundredth leaves room for rounding.
  fileprivate static let rateAgrees = Rule(
    "exchange_rate_agrees", "`converted` times `exchangeRate` is `amount`, to one hundredth of it.",
    fields: ["exchangeRate", "amount", "converted"]
  ) { value, faults in
    guard let amount = value["amount"]?["amount"].flatMap({ Double($0.string) }),
      let converted = value["converted"]?["amount"].flatMap({ Double($0.string) }),
      let rate = value["exchangeRate"]?.number, rate > 0, amount > 0, converted > 0
    else { return }
    guard abs(converted * rate - amount) > amount / 100 else { return }
    faults.note(
      value, "exchangeRate", .otherRate, found: FieldType.plain(rate),
      suggestion: FieldType.plain((amount / converted * 10_000).rounded() / 10_000))
  }
}

extension Wording {
  fileprivate static let sameCurrency = Wording(
    "other_currency", en: "Leave `converted` out where the sum was spent in the grant's own currency.",
    fr: "Omettez `converted` si la somme a été dépensée dans la monnaie de la subvention.")

  fileprivate static let otherRate = Wording(
    "exchange_rate", en: "Does not lead from `converted` to `amount`; is it the other way round?",
    fr: "Ne mène pas de `converted` à `amount` ; le taux est-il inversé ?")
}
