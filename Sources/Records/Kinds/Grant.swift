/// The money of one donor for a programme.
public struct Grant: FieldedObject, Sendable {
  /// The donor's number, such as `UDF-16-696-MLI`; unique within the programme.
  public internal(set) var number = ""
  /// The key of the organisation that gives.
  public internal(set) var donor = ""
  /// A code of ``CodeLists/arrangement``.
  public internal(set) var arrangement: String?
  /// What was granted.
  public internal(set) var amount: Money?
  /// What has arrived of it.
  public internal(set) var received: Money?
  /// What has been spent of what arrived.
  public internal(set) var spent: Money?
  /// What others add.
  public internal(set) var cofinancing: Money?
  /// The day of the signature.
  public internal(set) var signedOn: CalendarDate?
  /// The first day.
  public internal(set) var startsOn: CalendarDate?
  /// The last day, as signed.
  public internal(set) var endsOn: CalendarDate?
  /// The last day after an extension.
  public internal(set) var extendedUntil: CalendarDate?
  /// Remarks, such as reasons for deviations.
  public internal(set) var comment: LocalizedText?

  static let fields = FieldTable<Grant>([
    .string("number", need: .required, "The donor's number; unique within the programme.") { $0.number = $1 },
    .key("donor", need: .required, "The organisation that gives.") { $0.donor = $1 },
    .code("arrangement", CodeLists.arrangement, "The donor's arrangement.") { $0.arrangement = $1 },
    .money("amount", "What was granted.") { $0.amount = $1 },
    .money("received", "What has arrived of it; in the currency of `amount`.") { $0.received = $1 },
    .money("spent", "What has been spent of what arrived; in the currency of `amount`.") { $0.spent = $1 },
    .money("cofinancing", "What others add.") { $0.cofinancing = $1 },
    .date("signedOn", "The day of the signature.") { $0.signedOn = $1 },
    .date("startsOn", "The first day.") { $0.startsOn = $1 },
    .date("endsOn", "The last day, as signed.") { $0.endsOn = $1 },
    .date("extendedUntil", "The last day after an extension.") { $0.extendedUntil = $1 },
    .text("comment", "Remarks, such as reasons for deviations.") { $0.comment = $1 },
  ])

  func validate(in prefix: String) -> [Violation] {
    var violations = Validation.order(startsOn, "startsOn", endsOn, "endsOn", in: prefix)
    violations += Validation.order(endsOn ?? startsOn, "endsOn", extendedUntil, "extendedUntil", in: prefix)
    guard let currency = (amount ?? received)?.currency else { return violations }
    for (name, money) in [("received", received), ("spent", spent)] {
      guard let money, money.currency != currency else { continue }
      violations.append(
        Violation(
          path: "\(prefix)\(name).currency", message: "The sums of one grant must be in one currency.",
          found: money.currency, allowed: [currency]))
    }
    return violations
  }
}
