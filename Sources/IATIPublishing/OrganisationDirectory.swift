package import IATIActivities
package import Records
package import ReportKit

/// Organisations as IATI names them.
package struct OrganisationDirectory: Sendable {
  /// All organisations that the report's readers may know.
  package static let query = InputQuery.listing(
    "organisations", from: "organisation", select: ["name", "organisationType", "country", "identifiers", "language"],
    orderBy: ["key"])

  private var entries: [String: Organisation] = [:]
  private var countries: [String: String] = [:]
  private let named: Set<String>

  /// Reads the input ``query`` asks for and keeps the organisations of these keys.
  package init(_ named: Set<String>, _ inputs: ReportInputs, in language: Language) throws {
    self.named = named
    for row in try inputs.rows(of: "organisations") {
      guard let key = row.string("key"), named.contains(key) else { continue }
      let register = row.rows("identifiers").first
      let reference = [register?.string("scheme"), register?.string("value")].compactMap { $0 }
      entries[key] = Organisation(
        "organisation/\(key)", ref: reference.count == 2 ? reference.joined(separator: "-") : nil,
        type: row.string("organisationType"), names: row.narratives("name", language))
      countries[key] = row.string("country")
    }
  }

  /// The organisation of a key; nil where it may not be named.
  package subscript(key: String?) -> Organisation? { key.flatMap { entries[$0] } }

  /// Where it has its seat; nil where that is not known.
  package func country(of key: String?) -> String? { key.flatMap { countries[$0] } }

  /// Those of which nothing may be published.
  package var leftOut: [LeftOut] { LeftOut.some("organisation", named.count - entries.count, path: "organisation") }
}
