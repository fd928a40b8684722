import Records
import Testing

/// An example of a kind with a change that breaks one rule.
struct BadExample: Sendable, CustomTestStringConvertible {
  let kind: String
  /// The rule's name.
  let rule: String
  /// The object that has the rule, as `grants.budgetLines`; empty for the record.
  let object: String
  /// Which of the kind's examples is changed.
  let number: Int
  let edits: [JSONEdit]
  /// Where faults are found, in order.
  let paths: [String]
  /// The name of what is said.
  let wording: String

  init(
    _ kind: String, _ rule: String, within object: String = "", example number: Int = 0, _ edits: [JSONEdit],
    _ paths: [String], _ wording: String
  ) {
    self.kind = kind
    self.rule = rule
    self.object = object
    self.number = number
    self.edits = edits
    self.paths = paths
    self.wording = wording
  }

  var testDescription: String { "\(kind) \(object) \(rule)" }

  /// All that are refused.
  static let refused =
    programmes + organisations + frameworks + indicators + engagements + assignments + findings + measurements + money
    + learning + evidence

  /// All that are taken, but not validated.
  static let unready: [BadExample] = [
    BadExample(
      "programme", "budgets_add_up", [.set("grants[0].budgetLines[1].planned.amount", #""126000.00""#)],
      ["grants[0].budgetLines"], "budget_sum"),
    BadExample(
      "programme", "budgets_add_up", [.set("grants[0].budgetLines[1].revised.amount", #""126000.00""#)],
      ["grants[0].budgetLines"], "budget_sum"),
    BadExample(
      "finding", "criterion_needed_for_review", example: 1, [.remove("criterion")], ["criterion"],
      "field_needed_for_review"),
    BadExample(
      "finding", "condition_needed_for_review", example: 1, [.remove("condition")], ["condition"],
      "field_needed_for_review"),
    BadExample(
      "finding", "agreement_needed_for_review", [.set("origin", #""focus_group""#), .remove("agreement")],
      ["agreement"],
      "field_needed_for_review"),
    BadExample(
      "finding", "attribution_needed_for_review", [.set("origin", #""focus_group""#), .remove("attribution")],
      ["attribution"], "field_needed_for_review"),
    BadExample(
      "finding", "attribution_needed_with_speakers", [.set("origin", #""observation""#), .remove("attribution")],
      ["attribution"], "attribution_needed"),
    BadExample(
      "story", "consent_needed_for_review", [.set("consentBasis", #""group_announcement""#), .remove("consent")],
      ["consent"], "field_needed_for_review"),
    BadExample(
      "measurement", "source_needed_for_review", example: 1, [.remove("source")], ["source"], "source_needed"),
    BadExample("story", "consent_needed_for_review", [.remove("consent")], ["consent"], "field_needed_for_review"),
  ]

  /// The record with the change.
  func line() throws -> String { try JSONEdit.apply(edits, to: RecordSample.example(kind, number)) }

  /// The declaration of the object that has the rule.
  func type() throws -> ObjectType {
    let kind = try #require(KindCatalogue.standard.kind(kind))
    return try object.split(separator: ".").reduce(kind.object) { type, name in
      try #require(type.field(String(name))?.type.objectType)
    }
  }
}
