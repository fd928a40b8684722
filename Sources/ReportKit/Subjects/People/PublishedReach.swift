import Records
import ReportDocument

/// People that a source has published as reached, by sex and age as far as it says so. A report sets them beside those
/// counted at its own engagements, of which small groups must be protected; the two are never mixed.
public struct PublishedReach: Sendable {
  /// What is counted, and who published it.
  let subject: InlineValue
  let people: InlineValue
  let women: InlineValue
  let youth: InlineValue
  let youthShare: InlineValue

  /// What was published of the indicators that count people, in their order: each figure of a period behind what it counts
  /// and where, since not all of them count those who took part.
  ///
  /// - Parameter cells: read with both breakdowns.
  public static func read(
    _ frameworks: [ResultsFramework], _ cells: CountedCells, in period: ReportPeriod
  ) -> [PublishedReach] {
    frameworks.flatMap(\.indicators).filter { $0.row.string("measure") == "unit" }.flatMap { indicator in
      indicator.series.flatMap { $0.measurements(within: period) }
        .filter { $0.string("counts") == "published_people" }.map { read($0, of: indicator, cells) }
    }
  }

  private static func read(_ row: InputRow, of indicator: FrameworkIndicator, _ cells: CountedCells) -> PublishedReach {
    let subject = [indicator.row.text("title"), row.label("place.region"), row.text("source")]
    // A figure that its source has published stands by itself where it was not told apart.
    let people = indicator.counted(in: row, cells.total) ?? row.count("value")
    let women = indicator.counted(in: row) { cells.count($0, .sex, "female") }
    let youth = young(row, of: indicator, cells)
    return PublishedReach(
      subject: .text(subject.compactMap { $0 }.joined(separator: " – ")), people: people,
      women: women ?? .missing, youth: youth, youthShare: .share(youth, of: people))
  }

  /// People in the bands that are young; missing where somebody's age is not stated, hidden where one of them is.
  private static func young(
    _ row: InputRow, of indicator: FrameworkIndicator, _ cells: CountedCells
  ) -> InlineValue {
    let ages = cells.codes(.ageBand, in: [row.string("key")].compactMap { $0 })
    guard !ages.isEmpty, !ages.contains(where: { CodeLists.youth(ofAgeBand: $0) == Attendance.unstated }) else {
      return .missing
    }
    let young = ages.filter { CodeLists.youth(ofAgeBand: $0) == "youth" }
      .compactMap { age in indicator.counted(in: row) { cells.count($0, .ageBand, age) } }
    return .derived(from: young) { .integer(Int($0.reduce(0, +))) }
  }
}

extension ReportBuilder {
  /// All people in one line: as counted at the engagements, then as others have published it, and that engagements above the
  /// report's level are not in the count. The words are `reach.…`.
  public mutating func reach(_ attendance: Attendance, _ published: [PublishedReach]) throws {
    let counted = PublishedReach(
      subject: .text(words["reach.counted"]), people: attendance.people(at: nil),
      women: attendance.people(at: nil, "female"), youth: attendance.people(at: nil, "youth"),
      youthShare: attendance.youthShare(at: nil))
    let young = Bilingual(
      en: CodeLists.youth.label("youth", .english) ?? "", fr: CodeLists.youth.label("youth", .french) ?? "")
    try table(
      "reach", of: [counted] + published, missing: "engagement.participation",
      [
        .text("source", width: 6) { $0.subject }, .number("people", width: 2) { $0.people },
        .number("female", width: 2) { $0.women }, .percent("femaleShare", width: 2) { .share($0.women, of: $0.people) },
        TableField(.number, .text(young), 2) { $0.youth }, .percent("youthShare", width: 2) { $0.youthShare },
      ])
    guard let above = request.withheld.first(where: { $0.reason == "above_disclosure_level" }) else { return }
    if let about = above.about {
      try paragraph(label: "reach.about", ["count": "\(about)"])
    } else if let below = above.fewerThan {
      try paragraph(label: "reach.fewer", ["count": "\(below)"])
    }
  }
}
