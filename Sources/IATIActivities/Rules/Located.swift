/// A part of a file with its path there.
struct Located<Part: Sendable>: Sendable {
  let part: Part
  /// The element in the XML, such as `/iati-activities/iati-activity[1]/budget[2]`.
  let path: String
  /// Where to mend it.
  let record: String

  /// The parts within it, as the elements of a name.
  func parts<Inner: ActivityPart>(_ name: String, _ inner: (Part) -> [Inner]) -> [Located<Inner>] {
    inner(part).enumerated().map { index, part in
      Located<Inner>(part: part, path: "\(path)/\(name)[\(index + 1)]", record: part.record)
    }
  }
}

extension ActivityFile {
  /// Its activities.
  var located: [Located<Activity>] {
    zip(places, activities).map { place, activity in
      Located(part: activity, path: "/iati-activities/iati-activity[\(place)]", record: activity.record)
    }
  }

  /// The parts of all activities, as the elements of a name.
  func parts<Inner: ActivityPart>(_ name: String, _ inner: (Activity) -> [Inner]) -> [Located<Inner>] {
    located.flatMap { $0.parts(name, inner) }
  }

  var results: [Located<ActivityResult>] { parts("result") { $0.results } }
  var indicators: [Located<ActivityIndicator>] { results.flatMap { $0.parts("indicator") { $0.indicators } } }
  var periods: [Located<IndicatorPeriod>] { indicators.flatMap { $0.parts("period") { $0.periods } } }

  /// What was measured or is to be reached, with the indicator that it is of.
  func values(_ kind: MeasuredKind) -> [Located<(indicator: ActivityIndicator, value: MeasuredPart)>] {
    indicators.flatMap { indicator in
      let values: [Located<MeasuredPart>] =
        switch kind {
        case .baseline: indicator.parts("baseline") { $0.baseline.map { [$0] } ?? [] }
        case .target: indicator.parts("period") { $0.periods }.flatMap { $0.parts("target") { $0.targets } }
        case .actual: indicator.parts("period") { $0.periods }.flatMap { $0.parts("actual") { $0.actuals } }
        }
      return values.map {
        Located<(indicator: ActivityIndicator, value: MeasuredPart)>(
          part: (indicator.part, $0.part), path: $0.path, record: $0.record)
      }
    }
  }

  /// What stands in the place of a value.
  enum MeasuredKind: CaseIterable { case baseline, target, actual }
}
