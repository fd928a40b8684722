package import ReportDocument
package import ReportKit

/// What the publication to IATI says of a line of results, derived from the same measurements.
extension IndicatorLine {
  /// The value that is published: of measurements that are public, shares reckoned from numerator and denominator with one
  /// decimal, the numbers of scales, and people from counted cells. Nil where nothing is published.
  package var published: InlineValue? {
    let open = measurements.filter { $0.string("confidentiality") == "public" }
    guard isForPublication, !open.isEmpty else { return nil }
    let value = series?.combined(open.map(publishedValue)) ?? .missing
    return value == .missing ? nil : value
  }

  /// Whether its indicator is marked for IATI.
  var isForPublication: Bool { indicator.row.flag("publishToIati") == true }

  private func publishedValue(_ row: InputRow) -> InlineValue {
    if row.string("counts") == "people" { return counted(in: row) ?? .missing }
    let number = MeasuredValue(row, of: indicator.row)?.number
    return isPercentage ? .percent(number) : .number(number, decimals: number.map { $0.rounded() == $0 ? 0 : 2 } ?? 0)
  }

  private var isPercentage: Bool { indicator.row.string("measure") == "percentage" }

  /// Whether the value of a report and the one published are the same.
  package enum Agreement: String, CaseIterable, Sendable {
    case same, differs
    /// The publication has none to compare with.
    case unpublished
    /// One of them is hidden, so that nobody can tell.
    case hidden
    /// There is neither.
    case neither
  }

  /// Compared as both are printed: percentages with one decimal.
  package var agreement: Agreement {
    let (here, there) = (measured(in: days.measured), published)
    guard let here else { return .neither }
    if [here.value, there].contains(where: { $0 == .undisclosed || $0?.isHiddenCount ?? false }) { return .hidden }
    guard let there else { return .unpublished }
    guard let number = here.number, let published = there.figure else { return .differs }
    let scale = isPercentage ? 10.0 : 100
    return (number * scale).rounded() == (published * scale).rounded() ? .same : .differs
  }
}
