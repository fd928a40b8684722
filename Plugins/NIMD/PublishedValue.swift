import ReportDocument
import ReportKit

/// What the publication to IATI says of a line of results, derived from the same measurements.
extension IndicatorLine {
  /// The value that is published: of measurements that are public, shares reckoned from numerator and denominator with one
  /// decimal, the numbers of scales, and people from counted cells. Nil where nothing is published.
  var published: InlineValue? {
    let open = measurements.filter { $0.string("confidentiality") == "public" }
    guard indicator.row.flag("publishToIati") == true, !open.isEmpty else { return nil }
    let value = series?.combined(open.map(publishedValue)) ?? .missing
    return value == .missing ? nil : value
  }

  private func publishedValue(_ row: InputRow) -> InlineValue {
    if row.string("counts") == "people" { return counted(in: row) ?? .missing }
    guard isPercentage else { return .plain(row.number("value") ?? row.number("scaleValue")) }
    if let part = row.number("numerator"), let whole = row.number("denominator") {
      return .share(.number(part, decimals: 6), of: .number(whole, decimals: 6))
    }
    return .percent(row.number("value"))
  }

  private var isPercentage: Bool { indicator.row.string("measure") == "percentage" }

  /// Whether the value here and the one published are the same.
  enum Agreement: String {
    case same, differs
    /// The publication has none to compare with.
    case unpublished
    /// One of them is hidden, so that nobody can tell.
    case hidden
    /// There is neither.
    case neither
  }

  /// Compared as both are printed: percentages with one decimal.
  var agreement: Agreement {
    let (here, there) = (measured(in: days.measured), published)
    guard let here else { return .neither }
    if [here.value, there].contains(where: { $0 == .undisclosed || $0?.isHiddenCount ?? false }) { return .hidden }
    guard let there else { return .unpublished }
    guard let number = here.number, let published = there.figure else { return .differs }
    let scale = isPercentage ? 10.0 : 100
    return (number * scale).rounded() == (published * scale).rounded() ? .same : .differs
  }
}

extension InlineValue {
  /// A number without decimals where it needs none; missing for nil.
  static func plain(_ number: Double?) -> InlineValue {
    .number(number, decimals: number.map { $0.rounded() == $0 ? 0 : 2 } ?? 0)
  }
}
