package import IATIActivities
import Records
import ReportDocument
package import ReportKit

/// Frameworks as results: each node with an indicator that is meant for IATI.
package struct ResultMapping: Sendable {
  /// The measurements that it takes: input `measurements`, of all days, since an activity is published whole. The kit's own
  /// listing stops at the period's first day.
  package static let measurements = InputQuery.measurements.outside(.period)

  private let frameworks: [ResultsFramework]
  private let people: CountedPeople
  private let request: ReportRequest

  /// Frameworks with what was measured of them, until the last day asked for.
  package init(_ frameworks: [ResultsFramework], _ people: CountedPeople, _ request: ReportRequest) {
    self.frameworks = frameworks
    self.people = people
    self.request = request
  }

  /// The mapping of some of the frameworks, such as a grant's own.
  package func of(_ isOwn: (ResultsFramework) -> Bool) -> ResultMapping {
    ResultMapping(frameworks.filter(isOwn), people, request)
  }

  /// The results.
  package var results: [ActivityResult] {
    frameworks.flatMap { framework in
      let path = "framework/\(framework.row.string("key") ?? "")"
      return framework.nodes.compactMap { node in
        let indicators = Self.published(framework.indicators(of: node))
        return indicators.isEmpty
          ? nil
          : ActivityResult("\(path)/nodes[\(node.code)]") { result in
            result.type = node.row.reference("level", CodeLists.nodeLevel) ?? "9"
            result.aggregation = node.row.flag("aggregationStatus")
            result.title = node.row.narratives("statement", request.language)
            result.description = node.row.narratives("comment", request.language)
            result.indicators = indicators.map { indicator($0, "\(path)/indicators[\($0.code)]") }
          }
      }
    }
  }

  /// What the frameworks aim at: the statements of their uppermost nodes.
  package var objectives: [Narrative] {
    let nodes = frameworks.flatMap(\.nodes).filter { $0.depth == 0 && $0.level != "activity" }
    return Narrative.joined(nodes.map { $0.row.narratives("statement", request.language) })
  }

  /// The regions in which something was measured that is published.
  package var regions: [String] {
    Self.published(frameworks.flatMap(\.indicators)).flatMap(measurements)
      .compactMap { $0.string("place.region") }
  }

  /// What is not published of the frameworks.
  package var leftOut: [LeftOut] {
    let indicators = frameworks.flatMap(\.indicators)
    let published = Self.published(indicators)
    var (hidden, cells, inner) = (0, 0, 0)
    for indicator in published {
      let measured = measurements(indicator)
      inner += untilLastDay(indicator).count - measured.count
      for row in measured {
        let parts = parts(of: row, indicator)
        if actuals(row, indicator.row, parts, isContested: false).isEmpty { hidden += 1 }
        cells += people.hidden(row.string("key") ?? "", holding: parts)
      }
    }
    return LeftOut.some("indicator", indicators.count - published.count, path: "framework.indicators.publishToIati")
      + LeftOut.some("inner", inner, path: "measurement.periodEnd")
      + LeftOut.some("measurement", hidden, path: "measurement.cells")
      + LeftOut.some("people", cells, path: "measurement.cells")
  }

  private static func published(_ indicators: [FrameworkIndicator]) -> [FrameworkIndicator] {
    indicators.filter { $0.row.flag("publishToIati") == true }
  }

  /// What was measured until the last day asked for.
  private func untilLastDay(_ indicator: FrameworkIndicator) -> [InputRow] {
    indicator.series.flatMap(\.measurements).filter { row in
      guard let end = row.date("periodEnd"), let last = request.period.to else { return true }
      return end <= last
    }
  }

  /// What is published of it: whoever reads that values add up adds up all of them, so that of these none is of days within
  /// another one's, which counts them already.
  private func measurements(_ indicator: FrameworkIndicator) -> [InputRow] {
    guard Self.addsUp(indicator.row) else { return untilLastDay(indicator) }
    return indicator.series.flatMap { $0.measurements(within: ReportPeriod(to: request.period.to)) }
  }

  private static func addsUp(_ indicator: InputRow) -> Bool { indicator.string("aggregation") == "sum" }

  /// The keys of the measurements that one counts too: of days within its own, and of its body and place or of one within
  /// them.
  private func parts(of whole: InputRow, _ indicator: FrameworkIndicator) -> [String] {
    let (body, region) = (whole.string("measuredBody"), whole.string("place.region"))
    let isEverywhere = region == nil || region == "nationwide"
    return indicator.series.flatMap(\.measurements).compactMap { row in
      guard body == nil || row.string("measuredBody") == body,
        isEverywhere || row.string("place.region") == region,
        let (from, to) = Self.days(row), let (first, last) = Self.days(whole), first <= from, to <= last,
        Self.subject(row) != Self.subject(whole)
      else { return nil }
      return row.string("key")
    }
  }

  private static func days(_ row: InputRow) -> (CalendarDate, CalendarDate)? {
    guard let from = row.date("periodStart"), let to = row.date("periodEnd") else { return nil }
    return (from, to)
  }

  /// What a measurement is of: days, body and place.
  private static func subject(_ row: InputRow) -> [String?] {
    ["periodStart", "periodEnd", "measuredBody", "place.region"].map { row.string($0) }
  }

  private func indicator(_ indicator: FrameworkIndicator, _ path: String) -> ActivityIndicator {
    let (row, language) = (indicator.row, request.language)
    return ActivityIndicator(path) { made in
      made.measure = row.reference("measure", CodeLists.indicatorMeasure) ?? ""
      made.ascending = row.string("direction").map { $0 == "up" }
      made.aggregation = row.flag("aggregationStatus")
      made.title = row.narratives("title", language)
      // Whoever adds up what is published must know whether it adds up.
      let addition = made.isQualitative ? nil : row.string("aggregation")
      made.unit = Self.unit(row, language)
      made.description = Narrative.joined([
        row.narratives("definition", language), made.unit.map(Self.unitNamed),
        addition.map { IATIWords.labels["addition.\($0)"].narratives(language) } ?? [],
      ])
      made.references = row.rows("references").map { reference in
        let vocabulary = reference.reference("vocabulary", CodeLists.indicatorVocabulary) ?? ""
        return Reference(
          "\(path)/references", vocabulary: vocabulary, code: reference.string("code") ?? "",
          uri: vocabulary == "99" ? reference.string("url") : nil)
      }
      if let baseline = row.row("baseline") {
        made.baselineYear = baseline.integer("year").map(String.init) ?? ""
        made.baselineDay = baseline.date("date")?.description
        made.baseline = value(of: baseline, row, "\(path)/baseline")
      }
      made.periods = IndicatorPeriod.merged(targets(of: row, path) + actuals(of: indicator))
    }
  }

  /// What is counted, or the currency; nothing where figures are hundredths, steps or words.
  private static func unit(_ indicator: InputRow, _ language: Language) -> [Narrative] {
    guard indicator.string("measure") == "unit" else { return [] }
    let currency = indicator.string("currency").map { [Narrative($0, language: language.code)] }
    return currency ?? indicator.narratives("unit", language)
  }

  private static func unitNamed(_ unit: Narrative) -> Narrative {
    let words = IATIWords.labels["unit"].text(in: unit.language == Language.french.code ? .french : .english)
    return Narrative(words.replacing("{unit}", with: unit.text), language: unit.language)
  }

  private func targets(of indicator: InputRow, _ path: String) -> [IndicatorPeriod] {
    let targets = indicator.rows("periods").compactMap { row -> IndicatorPeriod? in
      let number = row.number("revisedTarget") ?? row.number("target")
      guard number != nil || row.text("targetText") != nil else { return nil }
      let path = "\(path)/periods[\(row.string("label") ?? "")]"
      return period(
        row, path, targets: [part(number, row, indicator, ["targetText", "comment"], "\(path)/target")])
    }
    return Self.addsUp(indicator) ? IndicatorPeriod.outermost(targets) : targets
  }

  /// Each measurement; where sources differ about the same days, body and place, they say so, since nobody averages them.
  private func actuals(of indicator: FrameworkIndicator) -> [IndicatorPeriod] {
    let all = measurements(indicator)
    let rivals = Dictionary(grouping: all, by: Self.subject)
    return all.compactMap { row in
      let actuals = actuals(
        row, indicator.row, parts(of: row, indicator), isContested: (rivals[Self.subject(row)] ?? []).count > 1)
      return actuals.isEmpty ? nil : period(row, actuals[0].record, actuals: actuals)
    }
  }

  /// A measurement's value, and each of its cells as a value of its own; none where all is hidden. What is said of it stands
  /// with its value, or with each cell where it has none: a number of people that are not all of them says so.
  private func actuals(
    _ row: InputRow, _ indicator: InputRow, _ inner: [String], isContested: Bool
  ) -> [MeasuredPart] {
    let key = row.string("key") ?? ""
    var parts: [MeasuredPart] = []
    let counts = row.string("measure") == "unit"
    let isIncomplete = row.flag("incompleteCells") == true
    let remarks = remarks(row, nil, indicator, Self.measured)
    if let whole = value(of: row, indicator, "measurement/\(key)") {
      parts.append(whole)
    } else if counts, !isIncomplete, let total = people.total(key, holding: inner) {
      parts.append(MeasuredPart("measurement/\(key)/cells", total.number, comment: remarks, trace: total.trace))
    }
    let incomplete = isIncomplete ? IATIWords.labels["results.incomplete"].narratives(request.language) : []
    let comment = Narrative.joined([incomplete, parts.isEmpty ? remarks : []])
    for cell in counts ? people.parts(key, holding: inner) : [] {
      parts.append(
        MeasuredPart("measurement/\(key)/cells", cell.count.number, comment: comment, trace: cell.count.trace))
      parts[parts.count - 1].dimensions = [Dimension(cell.dimension, cell.value)]
    }
    let subject =
      (row.organisationText("measuredBody").map { [Dimension("body", $0)] } ?? [])
      + (isContested ? row.text("source").map { [Dimension("source", $0)] } ?? [] : [])
    let region = row.string("place.region").flatMap(Region.named)
    return parts.map { part in
      var part = part
      part.dimensions = subject + part.dimensions
      part.locations = region.map { [$0.pcode ?? $0.code] } ?? []
      return part
    }
  }

  private static let measured = ["text", "comment", "source"]

  /// A value with what is said of it; nil where it is withheld, or there is none.
  private func value(of row: InputRow, _ indicator: InputRow, _ path: String) -> MeasuredPart? {
    guard let value = MeasuredValue(row, of: indicator), value.value != .undisclosed else { return nil }
    return part(value.number, row, indicator, Self.measured, path)
  }

  private func part(
    _ number: Double?, _ row: InputRow, _ indicator: InputRow, _ fields: [String], _ path: String
  ) -> MeasuredPart {
    let places = indicator.string("measure") == "percentage" ? 1 : 6
    return MeasuredPart(
      path, number.map { DecimalText.text($0, places: places) }, comment: remarks(row, number, indicator, fields))
  }

  /// The name of a step on a scale, and what a row says in words.
  private func remarks(
    _ row: InputRow, _ number: Double?, _ indicator: InputRow, _ fields: [String]
  ) -> [Narrative] {
    let step = number.flatMap { number in indicator.rows("scale").first { $0.number("value") == number } }
    return Narrative.joined(
      [step?.narratives("label", request.language) ?? []] + fields.map { row.narratives($0, request.language) })
  }

  private func period(
    _ row: InputRow, _ path: String, targets: [MeasuredPart] = [], actuals: [MeasuredPart] = []
  ) -> IndicatorPeriod? {
    guard let start = row.date("periodStart"), let end = row.date("periodEnd") else { return nil }
    return IndicatorPeriod(
      path, from: start.description, to: end.description, targets: targets, actuals: actuals)
  }
}
