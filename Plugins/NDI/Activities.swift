import Records
import ReportDocument
import ReportKit

/// What was carried out: activities with who was there.
struct Activities {
  /// People at one activity: counts by sex, or by youth.
  private typealias Counts = [String?: InlineValue]
  private var bySex: [String: Counts] = [:]
  private var byYouth: [String: Counts] = [:]

  /// The tallies that ``init(_:)`` reads, in this order, and the activities themselves, which come after them.
  static let queries: [InputQuery] = [
    .tally(
      "attendanceBySex", from: "participation", groupBy: ["engagement", "sex"], measures: ["people"], totals: true
    ).traced(),
    .tally(
      "attendanceByYouth", from: "participation", groupBy: ["engagement", "youth"], measures: ["people"], totals: true
    ).traced(),
    .listing(
      "engagements", from: "engagement",
      select: [
        "engagementType", "title", "startsOn", "endsOn", "durationHours", "place", "format", "host", "partners",
        "framework", "node", "theme", "topic", "programmeArea", "electoralPhase", "agreements", "language",
      ], orderBy: ["startsOn", "key"]
    ).labelled(),
  ]

  init(_ inputs: ReportInputs) throws {
    bySex = try Self.counts(inputs, "attendanceBySex", "sex")
    byYouth = try Self.counts(inputs, "attendanceByYouth", "youth")
  }

  private static func counts(_ inputs: ReportInputs, _ input: String, _ part: String) throws -> [String: Counts] {
    var counts: [String: Counts] = [:]
    for row in try inputs.rows(of: input) {
      if let engagement = row.string("engagement") {
        counts[engagement, default: [:]][row.string(part)] = row.count("people")
      }
    }
    return counts
  }

  /// People of a sex, or all for nil; missing where nobody was counted.
  func people(at row: InputRow, sex: String?) -> InlineValue { Self.count(bySex, row, sex) }

  /// People from 18 to 35.
  func youth(at row: InputRow) -> InlineValue { Self.count(byYouth, row, "youth") }

  private static func count(_ counts: [String: Counts], _ row: InputRow, _ part: String?) -> InlineValue {
    guard let counts = row.string("key").flatMap({ counts[$0] }) else { return .missing }
    return counts[part] ?? (part == nil ? .missing : .number(0))
  }

  /// The columns of section 4.
  var pageFields: [TableField<InputRow>] {
    [
      .date("date", width: 4) { .date($0.date("startsOn")) },
      .text("place", width: 3) { .text($0.label("place.region")) },
      .text("activity", width: 8) { $0.value("title") }, .text("partner", width: 8) { Self.partners($0) },
      .number("women", width: 3) { people(at: $0, sex: "female") },
      .number("men", width: 3) { people(at: $0, sex: "male") }, .number("youth", width: 3) { youth(at: $0) },
      .text("topic", width: 5) { Self.topic($0) },
    ]
  }

  /// The columns of the workbook.
  ///
  /// - Parameter objective: the objective that an activity serves.
  func workbookFields(objective: @escaping (InputRow) -> InlineValue) -> [TableField<InputRow>] {
    [
      .date("date", width: 3) { .date($0.date("startsOn")) },
      .date("end", width: 3) { .date($0.date("endsOn") ?? $0.date("startsOn")) },
      .number("hours", width: 2) { .number($0.number("durationHours"), decimals: 1) },
      .text("place", width: 3) { .text($0.label("place.region")) },
      .text("type", width: 4) { .text($0.label("engagementType")) }, .text("activity", width: 8) { $0.value("title") },
      .text("objective", width: 8, objective), .text("area", width: 5) { .text($0.label("programmeArea")) },
      .text("partner", width: 6) { Self.partners($0) },
      .number("women", width: 2) { people(at: $0, sex: "female") },
      .number("men", width: 2) { people(at: $0, sex: "male") },
      .number("otherSex", width: 2) { people(at: $0, sex: "other_nd") },
      .number("people", width: 2) { people(at: $0, sex: nil) }, .number("youth", width: 2) { youth(at: $0) },
      .text("topic", width: 6) { Self.topic($0) },
    ]
  }

  /// Who held it, and with whom.
  private static func partners(_ row: InputRow) -> InlineValue {
    .lines([row.organisationText("host")].compactMap { $0 } + row.organisationTexts("partners", .short))
  }

  private static func topic(_ row: InputRow) -> InlineValue {
    let topic = row.value("topic")
    return topic == .missing ? .text(row.label("theme")) : topic
  }
}
