import Violations

// Rules about one value or a few.
extension Rule {
  /// Of two fields at most one is given.
  public static func notBoth(_ field: StaticString, _ other: StaticString) -> Rule {
    Rule(
      "\(field)_without_\(other)", "`\(field)` and `\(other)` are not both given.",
      fields: [field.description, other.description], given: [field, other],
      schema: .whole(.not(.all([.given(field.description), .given(other.description)])))
    ) { value, faults in
      guard let found = value[field], value[other] != nil else { return }
      faults.note(value, "\(field)", .notBoth("\(other)"), found: found.string)
    }
  }

  /// A number is above zero.
  public static func positive(_ field: StaticString) -> Rule {
    Rule(
      "\(field)_positive", "`\(field)` is above 0.", fields: [field.description], given: [field],
      schema: .whole(.above(field.description, 0))
    ) { value, faults in
      guard let found = value[field], let number = found.number, number <= 0 else { return }
      faults.note(value, "\(field)", .notPositive, found: found.string)
    }
  }

  /// A value is given in the form that its measure asks for: `value`, or `numerator` and `denominator`, or a value of
  /// the scale, or text.
  ///
  /// - Parameters:
  ///   - object: the object that holds the value, beside the measure; nil where they stand together.
  public static func valueFitsMeasure(_ object: StaticString? = nil) -> Rule {
    Rule(
      "value_fits_measure",
      "The value" + (object.map { " in `\($0)`" } ?? "")
        + " has the form that `measure` asks for: `value` for a unit, `value` or"
        + " `numerator` for a percentage, `scaleValue` for a nominal or ordinal scale, `text` for a qualitative one.",
      fields: (object.map { [$0.description] } ?? []) + ["measure", "value", "numerator", "scaleValue", "text"],
      given: ["measure"],
      schema: .whole(.all(MeasuredForm.all.map { measure, form in form.condition(measure, within: object) }))
    ) { value, faults in
      guard let measure = value["measure"]?.string, let form = MeasuredForm.of(measure) else { return }
      guard let holder = object.map({ value[$0] }) ?? value else { return }
      for field in MeasuredForm.fields where !form.allows(field) {
        guard let found = holder[field] else { continue }
        faults.note(holder, "\(field)", .wrongForm(measure, form.names), found: found.string)
      }
      if form.needed.allSatisfy({ holder[$0] == nil }) {
        faults.note(holder, form.names[0], .missingForm(measure, form.names))
      }
    }
  }
}

/// The fields in which a value of one measure stands.
private struct MeasuredForm {
  static let fields: [StaticString] = ["value", "outOf", "numerator", "denominator", "scaleValue", "text"]

  /// One of these is needed.
  let needed: [StaticString]
  /// These may stand beside it.
  let others: [StaticString]

  /// The form of each measure.
  static let all: KeyValuePairs<String, MeasuredForm> = [
    "unit": MeasuredForm(needed: ["value"], others: ["outOf", "text"]),
    "percentage": MeasuredForm(needed: ["value", "numerator"], others: ["denominator", "text"]),
    "nominal": MeasuredForm(needed: ["scaleValue"], others: ["text"]),
    "ordinal": MeasuredForm(needed: ["scaleValue"], others: ["text"]),
    "qualitative": MeasuredForm(needed: ["text"], others: []),
  ]

  static func of(_ measure: String) -> MeasuredForm? { all.first { $0.key == measure }?.value }

  var names: [String] { needed.map(\.description) }

  func allows(_ field: StaticString) -> Bool {
    (needed + others).contains { $0.description == field.description }
  }

  /// What a schema can say of a value of a measure.
  func condition(_ measure: String, within object: StaticString?) -> RuleCondition {
    let foreign = Self.fields.filter { !allows($0) }.map { RuleCondition.not(.given($0.description)) }
    let form = RuleCondition.all(foreign + [.any(needed.map { .given($0.description) })])
    return .implies(.isOne("measure", of: [measure]), object.map { .within($0.description, form) } ?? form)
  }
}

extension Wording {
  fileprivate static func notBoth(_ other: String) -> Wording {
    Wording(
      "one_only", en: "Leave this field out where \(other) is given, or the other way round.",
      fr: "Omettez ce champ lorsque \(other) est donné, ou inversement.")
  }

  fileprivate static let notPositive = Wording(
    "number_positive", en: "Must be above 0.", fr: "Doit être supérieur à 0.")

  fileprivate static func wrongForm(_ measure: String, _ names: [String]) -> Wording {
    Wording(
      "value_form", en: "A value whose measure is \(measure) stands in \(names.joined(separator: " or ")), not here.",
      fr: "Une valeur dont la mesure est \(measure) se donne dans \(names.joined(separator: " ou ")), non ici.")
  }

  fileprivate static func missingForm(_ measure: String, _ names: [String]) -> Wording {
    Wording(
      "value_form", en: "A value whose measure is \(measure) needs \(names.joined(separator: " or ")).",
      fr: "Une valeur dont la mesure est \(measure) exige \(names.joined(separator: " ou ")).")
  }
}
