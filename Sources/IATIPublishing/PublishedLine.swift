import IATIActivities
import ReportDocument
import ReportKit

/// A line of a donor's report beside what the file of the publication has of the same measurements.
struct PublishedLine {
  /// Why the file has no number of a measurement; the measurement is named where the line's value is made from several.
  typealias Reason = (measurement: InputRow?, reason: PublishedMeasurements.Unpublished)

  let line: IndicatorLine
  /// The numbers in the file as one, as the indicator's values become one; nil where it has none. Where the report hides its
  /// own, so is this one: beside what else the report says, it could give somebody away.
  let value: InlineValue?
  /// Why measurements that the line's value is made from are not in it.
  let reasons: [Reason]

  /// - Parameters:
  ///   - people: the people counted, as the report has read them.
  ///   - isPublic: whether a measurement may be read by everybody.
  init(_ line: IndicatorLine, _ people: CountedCells, _ request: ReportRequest, isPublic: (InputRow) -> Bool) {
    self.line = line
    let published = PublishedMeasurements(line.indicator.measured(where: isPublic), CountedPeople(people), request)
    let rows = line.series?.measurements(making: line.days.measured) ?? []
    var (values, reasons): ([InlineValue], [Reason]) = ([], [])
    for row in rows {
      if let reason = published.reason(row) {
        reasons.append((rows.count > 1 ? row : nil, reason))
      } else if let part = published.whole(row).part {
        values.append(Self.printed(part, isPercentage: line.isPercentage))
      }
    }
    let isHidden = line.actual.isHiddenCount
    value = values.isEmpty ? nil : isHidden ? .withheld : line.series?.combined(values)
    self.reasons = rows.isEmpty ? [(nil, .empty)] : reasons
  }

  /// A number of the file as a report prints numbers.
  private static func printed(_ part: MeasuredPart, isPercentage: Bool) -> InlineValue {
    guard let number = part.value.flatMap(Double.init) else { return .missing }
    if isPercentage { return .percent(number, trace: part.trace) }
    return .number(number, decimals: number.rounded() == number ? 0 : 2, trace: part.trace)
  }

  /// Whether the report's value and the file's are the same.
  enum Agreement: String, CaseIterable {
    case same, differs
    /// One of them is none, or hidden, or told in words.
    case incomparable
  }

  /// Compared as both are printed: percentages with one decimal.
  var agreement: Agreement {
    guard let here = line.measured(in: line.days.measured), let number = here.number, let there = value?.figure else {
      return .incomparable
    }
    let scale = line.isPercentage ? 10.0 : 100
    return (number * scale).rounded() == (there * scale).rounded() ? .same : .differs
  }

  /// Whether the file does not say what the report shows.
  var isLacking: Bool {
    guard let here = line.measured(in: line.days.measured)?.value else { return false }
    if here == .undisclosed || here.isHiddenCount { return false }
    return agreement == .differs || value == nil
  }
}

extension IndicatorLine {
  fileprivate var isPercentage: Bool { indicator.row.string("measure") == "percentage" }
}
