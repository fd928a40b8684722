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
    Self.published(frameworks.flatMap(\.indicators)).flatMap { measurements($0).all }
      .compactMap { $0.string("place.region") }
  }

  /// What is not published of the frameworks.
  package var leftOut: [LeftOut] {
    let indicators = frameworks.flatMap(\.indicators)
    let published = Self.published(indicators)
    var (hidden, cells, inner) = (0, 0, 0)
    for indicator in published {
      let measured = measurements(indicator)
      let rows = measured.all
      inner += measured.untilLastDay.count - rows.count
      for row in rows {
        if actuals(row, measured, isContested: false).isEmpty { hidden += 1 }
        cells += people.hidden(row.string("key") ?? "", holding: measured.parts(of: row))
      }
    }
    return LeftOut.some("indicator", indicators.count - published.count, path: "framework.indicators.publishToIati")
      + LeftOut.some("inner", inner, path: "measurement.periodEnd")
      + LeftOut.some("measurement", hidden, path: "measurement.cells")
      + LeftOut.some("people", cells, path: "measurement.cells")
  }

  private static func published(_ indicators: [FrameworkIndicator]) -> [FrameworkIndicator] {
    indicators.filter(\.isForPublication)
  }

  private func measurements(_ indicator: FrameworkIndicator) -> PublishedMeasurements {
    PublishedMeasurements(indicator, people, request)
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
        made.baseline = .stated(in: baseline, of: row, "\(path)/baseline", language)
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
        row, path,
        targets: [
          MeasuredPart(
            "\(path)/target", number, in: row, of: indicator, saying: ["targetText", "comment"], request.language)
        ])
    }
    return PublishedMeasurements.addsUp(indicator) ? IndicatorPeriod.outermost(targets) : targets
  }

  /// Each measurement; where sources differ about the same days, body and place, they say so, since nobody averages them.
  private func actuals(of indicator: FrameworkIndicator) -> [IndicatorPeriod] {
    let measured = measurements(indicator)
    let all = measured.all
    let rivals = Dictionary(grouping: all, by: PublishedMeasurements.subject)
    return all.compactMap { row in
      let isContested = (rivals[PublishedMeasurements.subject(row)] ?? []).count > 1
      let actuals = actuals(row, measured, isContested: isContested)
      return actuals.isEmpty ? nil : period(row, actuals[0].record, actuals: actuals)
    }
  }

  /// A measurement's value, and each of its cells as a value of its own; none where all is hidden. What is said of it stands
  /// with its value, or with each cell where it has none: a number of people that are not all of them says so.
  private func actuals(_ row: InputRow, _ measured: PublishedMeasurements, isContested: Bool) -> [MeasuredPart] {
    let key = row.string("key") ?? ""
    let whole = measured.whole(row).part
    var parts = whole.map { [$0] } ?? []
    let remarks = row.remarks(nil, of: measured.indicator.row, MeasuredPart.measuredFields, request.language)
    let isIncomplete = row.flag("incompleteCells") == true
    let incomplete = isIncomplete ? IATIWords.labels["results.incomplete"].narratives(request.language) : []
    let comment = Narrative.joined([incomplete, whole == nil ? remarks : []])
    for cell in row.string("measure") == "unit" ? people.parts(key, holding: measured.parts(of: row)) : [] {
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

  private func period(
    _ row: InputRow, _ path: String, targets: [MeasuredPart] = [], actuals: [MeasuredPart] = []
  ) -> IndicatorPeriod? {
    guard let start = row.date("periodStart"), let end = row.date("periodEnd") else { return nil }
    return IndicatorPeriod(
      path, from: start.description, to: end.description, targets: targets, actuals: actuals)
  }
}
