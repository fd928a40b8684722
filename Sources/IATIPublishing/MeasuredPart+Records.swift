import IATIActivities
import Records
import ReportDocument
import ReportKit

extension MeasuredPart {
  /// The fields in which a measurement or a baseline says something of its value.
  static let measuredFields = ["text", "comment", "source"]

  /// The value that a measurement or a baseline states, with what is said of it; nil where it is withheld, or there is none.
  static func stated(
    in row: InputRow, of indicator: InputRow, _ path: String, _ language: Language
  ) -> MeasuredPart? {
    guard let value = MeasuredValue(row, of: indicator), value.value != .undisclosed else { return nil }
    return MeasuredPart(path, value.number, in: row, of: indicator, saying: measuredFields, language)
  }

  /// A number with what some fields of its row say of it; percentages have one decimal.
  init(
    _ path: String, _ number: Double?, in row: InputRow, of indicator: InputRow, saying fields: [String],
    _ language: Language
  ) {
    let places = indicator.string("measure") == "percentage" ? 1 : 6
    self.init(
      path, number.map { DecimalText.text($0, places: places) },
      comment: row.remarks(number, of: indicator, fields, language))
  }
}

extension InputRow {
  /// The name of a step on a scale, and what the row says in words.
  func remarks(
    _ number: Double?, of indicator: InputRow, _ fields: [String], _ language: Language
  ) -> [Narrative] {
    let step = number.flatMap { number in indicator.rows("scale").first { $0.number("value") == number } }
    return Narrative.joined(
      [step?.narratives("label", language) ?? []] + fields.map { narratives($0, language) })
  }
}
