import IATIActivities
import Records
import ReportDocument
import ReportKit

/// The results with every value that is published.
enum ResultsPreview {
  static func write(_ file: ActivityFile, _ report: inout ReportBuilder) throws {
    try report.section("results")
    guard file.activities.contains(where: { !$0.results.isEmpty }) else {
      return try report.nothing("results.none", path: "framework")
    }
    for activity in file.activities {
      let places = Dictionary(activity.locations.map { ($0.ref, $0.name.first?.text ?? $0.ref) }) { first, _ in first }
      for result in activity.results { try write(result, places, &report) }
    }
  }

  private static func write(
    _ result: ActivityResult, _ places: [String: String], _ report: inout ReportBuilder
  ) throws {
    let (words, language) = (report.words, report.request.language)
    let title = result.title.first?.text ?? ""
    try report.heading(Bilingual(verbatim: title))
    try report.table(
      "results", ["result": title], of: result.indicators.flatMap(\.lines), missing: "measurement",
      grouped: { name(of: $0.indicator, language) },
      [
        .text("kind", width: 3) { .text(words["results.\($0.kind.rawValue)"]) },
        .date("from", width: 3) { line in
          line.period.map { .date(CalendarDate($0.start)) } ?? .text("—")
        },
        .date("to", width: 3) { line in
          guard let period = line.period else { return .text(line.indicator.baselineYear) }
          return .date(CalendarDate(period.end))
        },
        .text("of", width: 5) { .text(subject(of: $0.part, places, words, language)) },
        .number("value", width: 2) { value(of: $0) },
        .text("comment", width: 8) { .text($0.part.comment.first?.text ?? "—") },
      ])
  }

  /// The indicator's title with its unit, or else with how it is measured.
  private static func name(of indicator: ActivityIndicator, _ language: Language) -> String {
    let measure = CodeLists.indicatorMeasure.entries.first { $0.externalReference == indicator.measure }
    let unit =
      indicator.unit.first?.text ?? (indicator.measure == "1" ? nil : measure?.label(in: language).lowercased())
    return (indicator.title.first?.text ?? "") + (unit.map { " (\($0))" } ?? "")
  }

  /// Of whom or where a value is; the source is among the remarks.
  private static func subject(
    of part: MeasuredPart, _ places: [String: String], _ words: Words, _ language: Language
  ) -> String {
    let dimensions = part.dimensions.filter { $0.name != "source" }.map { dimension in
      switch dimension.value {
      case "female", "male": words["results.sexes.\(dimension.value)"]
      // Files have the English name in every language.
      default:
        CodeLists.ageBand.entries.first { $0.en.lowercased() == dimension.value }?.label(in: language)
          ?? CodeLists.sex.entries.first { $0.en.lowercased() == dimension.value }?.label(in: language)
          ?? dimension.value
      }
    }
    let parts = part.locations.compactMap { places[$0] }.sorted() + dimensions
    return parts.isEmpty ? words["results.all"] : parts.joined(separator: ", ")
  }

  private static func value(of line: ActivityIndicator.Line) -> InlineValue {
    guard let value = line.part.value, let number = Double(value) else { return .text("—") }
    let decimals = value.split(separator: ".").dropFirst().first?.count ?? 0
    return line.indicator.measure == "2"
      ? .percent(number, decimals: decimals) : .number(number, decimals: decimals, trace: line.part.trace)
  }
}
