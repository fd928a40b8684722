import Disclosure
import PluginDescriptions
import PluginHost
import RecordStore
import Records

extension DeclaredCount {
  /// Every count that an installed report or a tally may print, whoever asks for which of them.
  static func all(in catalogue: PluginCatalogue, kinds: KindCatalogue) -> [DeclaredCount] {
    let reports = catalogue.plugins.flatMap(\.reports)
    return FindingsTally.declaredCounts(kinds, reports: reports)
      + reports.flatMap { report in
        let level = ConfidentialityLevel(code: report.level) ?? .public
        return report.queries.compactMap { DeclaredCount($0, level: level, of: report) }
      }
  }

  /// A count over the periods of a report; nil for a listing.
  init?(_ query: RecordQuery, level: ConfidentialityLevel, of report: InstalledReport) {
    let cadences = report.cadences.compactMap(ReportingCadence.init(rawValue:))
    // A report that needs a grant of a certain form cannot be asked for where there is none.
    let need = report.grant
    var isOfGrant: (@Sendable (String) -> Bool)?
    if need.isRequired, need.pattern != nil { isOfGrant = { number in need.matches(number) } }
    self.init(query, level: level, cadences: cadences, report: report.id, grant: isOfGrant)
  }
}
