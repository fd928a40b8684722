import IATIActivities
import Records
import ReportDocument
import ReportKit

/// Frameworks as results: each node with an indicator that is meant for IATI.
struct ResultMapping {
  let frameworks: [ResultsFramework]
  let people: CountedPeople
  let request: ReportRequest

  /// The results of a grant's own frameworks; those of no grant's stand with the first.
  func results(of grant: PublishedGrant) -> [ActivityResult] {
    frameworks(of: grant).flatMap { framework in
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

  /// What a grant's frameworks aim at: the statements of their uppermost nodes.
  func objectives(of grant: PublishedGrant) -> [Narrative] {
    let nodes = frameworks(of: grant).flatMap(\.nodes).filter { $0.depth == 0 && $0.level != "activity" }
    return Narrative.joined(nodes.map { $0.row.narratives("statement", request.language) })
  }

  /// The regions in which something was measured that is published with a grant.
  func regions(of grant: PublishedGrant) -> [String] {
    measurements(Self.published(frameworks(of: grant).flatMap(\.indicators)))
      .compactMap { $0.row.string("place.region") }
  }

  /// What is not published of the frameworks, over all grants.
  var leftOut: [LeftOut] {
    let indicators = frameworks.flatMap(\.indicators)
    let published = Self.published(indicators)
    let measured = measurements(published)
    let hidden = measured.filter { actuals($0.row, $0.indicator, isContested: false).isEmpty }
    let cells = measured.reduce(0) { $0 + people.hidden($1.row.string("key") ?? "") }
    return LeftOut.some("indicator", indicators.count - published.count, path: "framework.indicators.publishToIati")
      + LeftOut.some("measurement", hidden.count, path: "measurement.cells")
      + LeftOut.some("people", cells, path: "measurement.cells")
  }

  private func frameworks(of grant: PublishedGrant) -> [ResultsFramework] {
    frameworks.filter { $0.row.string("grant").map { $0 == grant.number } ?? grant.isFirst }
  }

  private static func published(_ indicators: [FrameworkIndicator]) -> [FrameworkIndicator] {
    indicators.filter { $0.row.flag("publishToIati") == true }
  }

  /// What was measured until the last day asked for.
  private func measurements(_ indicators: [FrameworkIndicator]) -> [(row: InputRow, indicator: InputRow)] {
    indicators.flatMap { indicator in
      indicator.series.flatMap(\.measurements).map { (row: $0, indicator: indicator.row) }
    }.filter { measured in
      guard let end = measured.row.date("periodEnd"), let last = request.period.to else { return true }
      return end <= last
    }
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
      made.description = Narrative.joined([
        row.narratives("definition", language),
        addition.map { IATIFormat.labels["addition.\($0)"].narratives(language) } ?? [],
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

  private func targets(of indicator: InputRow, _ path: String) -> [IndicatorPeriod] {
    indicator.rows("periods").compactMap { row in
      let number = row.number("revisedTarget") ?? row.number("target")
      guard number != nil || row.text("targetText") != nil else { return nil }
      let path = "\(path)/periods[\(row.string("label") ?? "")]"
      return period(
        row, path, targets: [part(number, row, indicator, ["targetText", "comment"], "\(path)/target")])
    }
  }

  /// Each measurement; where sources differ about the same days, body and place, they say so, since nobody averages them.
  private func actuals(of indicator: FrameworkIndicator) -> [IndicatorPeriod] {
    let all = measurements([indicator]).map(\.row)
    func subject(_ row: InputRow) -> [String?] {
      ["periodStart", "periodEnd", "measuredBody", "place.region"].map { row.string($0) }
    }
    let rivals = Dictionary(grouping: all, by: subject)
    return all.compactMap { row in
      let actuals = actuals(row, indicator.row, isContested: (rivals[subject(row)] ?? []).count > 1)
      return actuals.isEmpty ? nil : period(row, actuals[0].record, actuals: actuals)
    }
  }

  /// A measurement's value, and each of its cells as a value of its own; none where all is hidden.
  private func actuals(_ row: InputRow, _ indicator: InputRow, isContested: Bool) -> [MeasuredPart] {
    let key = row.string("key") ?? ""
    var parts: [MeasuredPart] = []
    let counts = row.string("measure") == "unit"
    let remarks = remarks(row, nil, indicator, Self.measured)
    if let whole = value(of: row, indicator, "measurement/\(key)") {
      parts.append(whole)
    } else if counts, row.flag("incompleteCells") != true, let total = people.total(key) {
      parts.append(MeasuredPart("measurement/\(key)/cells", total.number, comment: remarks, trace: total.trace))
    }
    for cell in counts ? people.parts(key) : [] {
      parts.append(MeasuredPart("measurement/\(key)/cells", cell.count.number, trace: cell.count.trace))
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
