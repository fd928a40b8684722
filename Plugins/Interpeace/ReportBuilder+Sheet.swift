import ReportDocument
import ReportKit

extension ReportBuilder {
  /// Starts a sheet of a workbook, and pages of an orientation.
  mutating func sheet(_ name: String, _ orientation: Part.Orientation = .portrait) throws {
    try add(.part(Part(orientation, sheet: TitleText(words["sheets.\(name)"]))))
  }
}
