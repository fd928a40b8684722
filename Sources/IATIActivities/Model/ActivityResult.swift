/// A result with what it is measured by.
package struct ActivityResult: ActivityPart {
  /// 1 output, 2 outcome, 3 impact, 9 other (ResultType).
  package var type = ""
  /// Whether its figures may be added to those of others.
  package var aggregation: Bool?
  package var title: [Narrative] = []
  package var description: [Narrative] = []
  package var references: [Reference] = []
  package var indicators: [ActivityIndicator] = []
  package var record = ""
  package init() {}
}

/// The same thing in a list of somebody else's.
package struct Reference: ActivityPart {
  package var vocabulary = ""
  package var code = ""
  /// The list's address.
  package var uri: String?
  package var record = ""
  package init() {}

  /// A part of the given members.
  package init(_ record: String, vocabulary: String, code: String, uri: String? = nil) {
    self.record = record
    self.vocabulary = vocabulary
    self.code = code
    self.uri = uri
  }
}

/// What a result is measured by.
package struct ActivityIndicator: ActivityPart {
  /// 1 unit, 2 percentage, 3 nominal, 4 ordinal, 5 qualitative (IndicatorMeasure).
  package var measure = ""
  /// Whether more is better; nil where nobody says.
  package var ascending: Bool?
  package var aggregation: Bool?
  package var title: [Narrative] = []
  /// What is counted. The standard has no element for it: it is published only as far as the description says it.
  package var unit: [Narrative] = []
  package var description: [Narrative] = []
  package var references: [Reference] = []
  package var baseline: MeasuredPart?
  /// The baseline's year.
  package var baselineYear = ""
  /// The baseline's day, where it is known.
  package var baselineDay: Day?
  package var periods: [IndicatorPeriod] = []
  package var record = ""
  package init() {}

  /// Whether it is told in words, without values.
  package var isQualitative: Bool { measure == "5" }
}

/// What was to be reached, and what was.
package struct IndicatorPeriod: ActivityPart {
  package var start: Day = ""
  package var end: Day = ""
  package var targets: [MeasuredPart] = []
  package var actuals: [MeasuredPart] = []
  package var record = ""
  package init() {}

  /// A part of the given members.
  package init(
    _ record: String, from start: Day, to end: Day, targets: [MeasuredPart] = [], actuals: [MeasuredPart] = []
  ) {
    self.record = record
    self.start = start
    self.end = end
    self.targets = targets
    self.actuals = actuals
  }
}

extension IndicatorPeriod {
  /// Those of the same days together, by their days.
  package static func merged(_ periods: [IndicatorPeriod]) -> [IndicatorPeriod] {
    var merged: [String: IndicatorPeriod] = [:]
    for period in periods {
      let days = "\(period.start) \(period.end)"
      merged[days, default: IndicatorPeriod(period.record, from: period.start, to: period.end)].targets +=
        period.targets
      merged[days]?.actuals += period.actuals
    }
    return merged.values.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
  }

  /// Those that do not lie within another one's days: what a year counts, its quarters have counted already.
  package static func outermost(_ periods: [IndicatorPeriod]) -> [IndicatorPeriod] {
    periods.filter { period in
      !periods.contains { other in
        (other.start, other.end) != (period.start, period.end) && other.start <= period.start && period.end <= other.end
      }
    }
  }
}

/// A baseline, a target or an actual value. Dimensions of one value are a crossing: a woman and young.
package struct MeasuredPart: ActivityPart {
  /// The number as decimal text; nil where it is told in words.
  package var value: String?
  /// References to locations of the activity.
  package var locations: [String] = []
  package var dimensions: [Dimension] = []
  package var comment: [Narrative] = []
  /// What leads from a printed figure back to its records; never published.
  package var trace: String?
  package var record = ""
  package init() {}

  /// A part of the given members.
  package init(_ record: String, _ value: String?, comment: [Narrative] = [], trace: String? = nil) {
    self.record = record
    self.value = value
    self.comment = comment
    self.trace = trace
  }
}

extension ActivityResult {
  /// A result told by numbers of things, all until the last day of each of several periods, which never add up.
  ///
  /// - Parameter numbers: for each indicator as many as there are periods.
  package static func counted(
    _ record: String, title: [Narrative], note: [Narrative], in periods: [(from: Day, to: Day)],
    _ numbers: [(title: [Narrative], numbers: [Int])]
  ) -> ActivityResult {
    ActivityResult(record) { result in
      (result.type, result.aggregation, result.title) = ("9", false, title)
      result.indicators = numbers.map { title, numbers in
        ActivityIndicator(record) { indicator in
          (indicator.measure, indicator.ascending, indicator.aggregation) = ("1", true, false)
          (indicator.title, indicator.description) = (title, note)
          indicator.periods = zip(periods, numbers).map { period, number in
            IndicatorPeriod(
              record, from: period.from, to: period.to, actuals: [MeasuredPart(record, String(number))])
          }
        }
      }
    }
  }
}

extension ActivityIndicator {
  /// One of its values, with the period that it is of; a baseline has none.
  package struct Line: Sendable {
    package enum Kind: String, Sendable { case baseline, target, actual }
    package let kind: Kind
    package let indicator: ActivityIndicator
    package let period: IndicatorPeriod?
    package let part: MeasuredPart
  }

  /// Its values in the order of the XML.
  package var lines: [Line] {
    let baseline = baseline.map { [Line(kind: .baseline, indicator: self, period: nil, part: $0)] } ?? []
    return periods.reduce(into: baseline) { lines, period in
      lines += period.targets.map { Line(kind: .target, indicator: self, period: period, part: $0) }
      lines += period.actuals.map { Line(kind: .actual, indicator: self, period: period, part: $0) }
    }
  }
}

/// By what a value is told apart, and what it is of.
package struct Dimension: Sendable, Hashable {
  package let name: String
  package let value: String

  /// A value of a dimension.
  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
