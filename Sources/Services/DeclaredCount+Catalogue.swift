import Disclosure
import PluginHost
import RecordStore
import Records

extension DeclaredCount {
  /// Every count that an installed report or a tally may print, whoever asks for which of them.
  static func all(in catalogue: PluginCatalogue, kinds: KindCatalogue) -> [DeclaredCount] {
    FindingsTally.declaredCounts(kinds)
      + catalogue.plugins.flatMap(\.reports).flatMap { report in
        let level = ConfidentialityLevel(code: report.level) ?? .public
        // A query that is no query prints nothing; whoever asks for its report is told.
        return report.queries.compactMap { try? RecordQuery($0, kinds: kinds) }.compactMap { query in
          DeclaredCount(query, level: level, cadences: ReportingCadence.standard)
        }
      }
  }
}
