import Disclosure
import RecordStore
import Records
import ReportDocument

extension WithheldCount {
  /// The line of the note that the writers print.
  func line(in language: Language) -> WithheldLine {
    let number = count.about.map { WithheldLine.Count.about($0) }
    return WithheldLine(
      reason: label(in: language),
      count: number ?? .fewerThan(count.fewerThan ?? SuppressionThreshold.standard.rawValue))
  }
}
