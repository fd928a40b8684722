import IATIActivities
import Records
import ReportKit

extension InputRow {
  /// A field's text in every language that it has, the report's first.
  func narratives(_ name: String, _ language: Language) -> [Narrative] {
    guard let (text, isOther) = localized(name) else { return [] }
    let written = isOther ? language.other : language
    let other = row(name)?.string(written.other.code).map { Narrative($0, language: written.other.code) }
    return [Narrative(text, language: written.code)] + (other.map { [$0] } ?? [])
  }

  /// The standard's code of one of ours; nil where the list or the standard has none.
  func reference(_ name: String, _ list: CodeList) -> String? {
    string(name).flatMap { list.entry($0)?.externalReference }
  }
}

extension Labels {
  /// A label in both languages, the report's first.
  func narratives(_ key: String, _ language: Language) -> [Narrative] {
    [language, language.other].map { Narrative(self[key].text(in: $0), language: $0.code) }
  }
}
