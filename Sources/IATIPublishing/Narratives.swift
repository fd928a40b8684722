package import IATIActivities
package import Records
package import ReportKit

extension InputRow {
  /// A field's text in every language that it has, the report's first.
  package func narratives(_ name: String, _ language: Language) -> [Narrative] {
    guard let (text, isOther) = localized(name) else { return [] }
    let written = isOther ? language.other : language
    let other = row(name)?.string(written.other.code).flatMap { $0 == text ? nil : $0 }
    return [(text, written), (other ?? "", written.other)].filter { !$0.0.isEmpty }
      .map { Narrative($0, language: $1.code) }
  }

  /// The standard's code of one of ours; nil where the list or the standard has none.
  package func reference(_ name: String, _ list: CodeList) -> String? {
    string(name).flatMap { list.entry($0)?.externalReference }
  }
}

extension Bilingual {
  /// The text in both languages, the report's first; once where both are the same.
  package func narratives(_ language: Language) -> [Narrative] {
    (en == fr ? [language] : [language, language.other]).map { Narrative(text(in: $0), language: $0.code) }
  }
}
