/// A result with what it is measured by.
public struct ActivityResult: ActivityPart {
  /// 1 output, 2 outcome, 3 impact, 9 other (ResultType).
  public var type = ""
  /// Whether its figures may be added to those of others.
  public var aggregation: Bool?
  public var title: [Narrative] = []
  public var description: [Narrative] = []
  public var references: [Reference] = []
  public var indicators: [ActivityIndicator] = []
  public var record = ""
  public init() {}
}

/// The same thing in a list of somebody else's.
public struct Reference: ActivityPart {
  public var vocabulary = ""
  public var code = ""
  /// The list's address.
  public var uri: String?
  public var record = ""
  public init() {}

  /// A part of the given members.
  public init(_ record: String, vocabulary: String, code: String, uri: String? = nil) {
    self.record = record
    self.vocabulary = vocabulary
    self.code = code
    self.uri = uri
  }
}

/// What a result is measured by.
public struct ActivityIndicator: ActivityPart {
  /// 1 unit, 2 percentage, 3 nominal, 4 ordinal, 5 qualitative (IndicatorMeasure).
  public var measure = ""
  /// Whether more is better; nil where nobody says.
  public var ascending: Bool?
  public var aggregation: Bool?
  public var title: [Narrative] = []
  public var description: [Narrative] = []
  public var references: [Reference] = []
  public var baseline: MeasuredPart?
  /// The baseline's year.
  public var baselineYear = ""
  /// The baseline's day, where it is known.
  public var baselineDay: Day?
  public var periods: [IndicatorPeriod] = []
  public var record = ""
  public init() {}

  /// Whether it is told in words, without values.
  public var isQualitative: Bool { measure == "5" }
}

/// What was to be reached, and what was.
public struct IndicatorPeriod: ActivityPart {
  public var start: Day = ""
  public var end: Day = ""
  public var targets: [MeasuredPart] = []
  public var actuals: [MeasuredPart] = []
  public var record = ""
  public init() {}

  /// A part of the given members.
  public init(
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
  public static func merged(_ periods: [IndicatorPeriod]) -> [IndicatorPeriod] {
    var merged: [String: IndicatorPeriod] = [:]
    for period in periods {
      let days = "\(period.start) \(period.end)"
      merged[days, default: IndicatorPeriod(period.record, from: period.start, to: period.end)].targets +=
        period.targets
      merged[days]?.actuals += period.actuals
    }
    return merged.values.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
  }
}

/// A baseline, a target or an actual value. Dimensions of one value are a crossing: a woman and young.
public struct MeasuredPart: ActivityPart {
  /// The number as decimal text; nil where it is told in words.
  public var value: String?
  /// References to locations of the activity.
  public var locations: [String] = []
  public var dimensions: [Dimension] = []
  public var comment: [Narrative] = []
  /// What leads from a printed figure back to its records; never published.
  public var trace: String?
  public var record = ""
  public init() {}

  /// A part of the given members.
  public init(_ record: String, _ value: String?, comment: [Narrative] = [], trace: String? = nil) {
    self.record = record
    self.value = value
    self.comment = comment
    self.trace = trace
  }
}

extension ActivityResult {
  /// A result told by numbers of things up to a day, which never add up with others.
  public static func counted(
    _ record: String, title: [Narrative], note: [Narrative], from start: Day, to end: Day,
    _ numbers: [(title: [Narrative], number: Int)]
  ) -> ActivityResult {
    ActivityResult(record) { result in
      (result.type, result.aggregation, result.title) = ("9", false, title)
      result.indicators = numbers.map { title, number in
        ActivityIndicator(record) { indicator in
          (indicator.measure, indicator.ascending, indicator.aggregation) = ("1", true, false)
          (indicator.title, indicator.description) = (title, note)
          let actual = MeasuredPart(record, String(number))
          indicator.periods = [IndicatorPeriod(record, from: start, to: end, actuals: [actual])]
        }
      }
    }
  }
}

extension ActivityIndicator {
  /// One of its values, with the period that it is of; a baseline has none.
  public struct Line: Sendable {
    public enum Kind: String, Sendable { case baseline, target, actual }
    public let kind: Kind
    public let indicator: ActivityIndicator
    public let period: IndicatorPeriod?
    public let part: MeasuredPart
  }

  /// Its values in the order of the XML.
  public var lines: [Line] {
    let baseline = baseline.map { [Line(kind: .baseline, indicator: self, period: nil, part: $0)] } ?? []
    return periods.reduce(into: baseline) { lines, period in
      lines += period.targets.map { Line(kind: .target, indicator: self, period: period, part: $0) }
      lines += period.actuals.map { Line(kind: .actual, indicator: self, period: period, part: $0) }
    }
  }
}

/// By what a value is told apart, and what it is of.
public struct Dimension: Sendable, Hashable {
  public let name: String
  public let value: String

  /// A value of a dimension.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
