public import Records
public import ReportDocument

/// How many women sit in a body, as one source tells of one time. Figures of different bodies, times and sources stand side by
/// side and are never averaged.
public struct WomenInBody: Sendable {
  private let indicator: FrameworkIndicator
  /// The measurement.
  public let row: InputRow
  /// People counted in the measurement's cells, where its value is withheld.
  private let counted: InlineValue?

  /// What indicators tell of bodies until a day, each with its source; counts of other things than people are left out.
  ///
  /// - Parameters:
  ///   - indicators: such as are about women in bodies; those that are neither numbers nor percentages tell nothing.
  ///   - people: the people counted in measurements.
  public static func read(
    _ indicators: [FrameworkIndicator], until day: CalendarDate, people: CountedCells
  ) -> [WomenInBody] {
    indicators.filter(\.isNumeric).flatMap { indicator in
      indicator.series.flatMap(\.measurements).filter { row in
        row.string("measuredBody") != nil && row.string("counts") != "other"
          && row.date("periodEnd").map { $0 <= day } ?? false
      }.map { row in
        WomenInBody(indicator: indicator, row: row, counted: indicator.counted(in: row, people.total))
      }
    }
  }

  /// The body, as short as it can be named.
  public var body: String { row.organisationText("measuredBody") ?? "" }

  /// The time that is told of, by its name or its last day.
  public var time: InlineValue { row.periodName("periodLabel").map { .text($0) } ?? .date(row.date("periodEnd")) }

  /// How many women. What a source says in words of its own stands in ``remark(_:)``.
  public var women: InlineValue {
    guard !isShare else { return number("numerator") }
    if value?.value == .undisclosed { return counted ?? .undisclosed }
    return value?.number == nil ? .missing : value?.value ?? .missing
  }

  /// Of how many people.
  public var total: InlineValue { number(isShare ? "denominator" : "outOf") }

  /// The share of women; hidden where either number is.
  public var share: InlineValue {
    guard !isShare else {
      return value.map { $0.value == .undisclosed || $0.number != nil ? $0.value : .missing } ?? .missing
    }
    if women.isHiddenCount || total.isHiddenCount { return .withheld }
    return women == .undisclosed || total == .undisclosed ? .undisclosed : .share(women, of: total)
  }

  /// The share that was to be reached in that time.
  public var target: InlineValue {
    isShare ? indicator.target(ReportPeriod(measuredIn: row))?.value ?? .missing : .missing
  }

  /// That the figure is a rough one, what the source says in words, and what is to be said of it.
  public func remark(_ words: Words) -> RichText {
    .lines(
      [
        row.flag("approximate") == true ? .text(words["womenInBodies.approximate"]) : nil,
        row.isWithheld("text") ? nil : row.value("text"), row.value("comment"),
      ].compactMap { $0 }.filter { $0 != .missing }.map { [$0] })
  }

  private var isShare: Bool { indicator.row.string("measure") == "percentage" }

  private var value: MeasuredValue? { MeasuredValue(row, of: indicator.row) }

  private func number(_ name: String) -> InlineValue {
    row.isWithheld(name) ? row.withheld : .number(row.number(name), decimals: 0)
  }
}

extension ReportBuilder {
  /// Women in bodies, each figure with its time and its source; below, the shares beside their targets, drawn.
  public mutating func womenInBodies(_ figures: [WomenInBody]) throws {
    let words = words
    try table(
      "womenInBodies", of: figures, missing: "measurement",
      [
        .text("body", width: 6) { .text($0.row.organisationText("measuredBody", .introduced)) },
        .text("date", width: 2) { $0.time }, .number("women", width: 3) { $0.women },
        .number("total", width: 2) { $0.total }, .percent("share", width: 2) { $0.share },
        .text("source", width: 6) { $0.row.citation(words) }, .rich("remark", width: 6) { $0.remark(words) },
      ])
    let language = DocumentLanguage(request.language)
    try drawn(
      "womenShares", as: .bar,
      of: figures.filter { if case .percent = $0.share.content { true } else { false } },
      [
        .text("body", width: 6) { figure in
          .text("\(figure.body) (\(ValueText.text(of: figure.time, in: language, place: .table)))")
        },
        .percent("share", width: 3) { $0.share }, .percent("target", width: 3) { $0.target },
      ])
  }
}
