/// A sum's two fields before they are checked against each other.
struct MoneyDraft: FieldedObject {
  var amount: String?
  var currency: String?

  static let fields = FieldTable<MoneyDraft>([
    .string("amount", need: .required, limit: 32, "Decimal digits as a string.") { $0.amount = $1 },
    .formatted("currency", .currency, need: .required, "ISO 4217.") { $0.currency = $1 },
  ])
}
