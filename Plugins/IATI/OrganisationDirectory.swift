import IATIActivities
import Records
import ReportKit

/// The organisations that a programme names, as IATI names them. Others are passed over as they come.
struct OrganisationDirectory {
  private var entries: [String: Organisation] = [:]
  private var countries: [String: String] = [:]
  private let named: Set<String>

  init(_ programme: InputRow, _ inputs: ReportInputs, in language: Language) throws {
    let grants = programme.rows("grants")
    let members = programme.rows("partners") + grants.flatMap { $0.rows("transactions") }
    let keys = [programme.string("leadOrganisation")] + grants.map { $0.string("donor") }
    named = Set((keys + members.map { $0.string("organisation") }).compactMap { $0 })
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

  subscript(key: String?) -> Organisation? { key.flatMap { entries[$0] } }

  func country(of key: String?) -> String? { key.flatMap { countries[$0] } }

  /// Those of which nothing may be published.
  var leftOut: [LeftOut] { LeftOut.some("organisation", named.count - entries.count, path: "organisation") }
}

/// What is not published, and why.
struct LeftOut {
  /// The reason among the labels.
  let reason: String
  let count: Int
  /// The field by which it would be published.
  let path: String

  /// Something, where there is any of it.
  static func some(_ reason: String, _ count: Int, path: String) -> [LeftOut] {
    count > 0 ? [LeftOut(reason: reason, count: count, path: path)] : []
  }
}
