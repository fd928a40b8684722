import ReportDocument

/// What tables and forms of engagements say of each, from which a format picks. An engagement is a meeting, a training, a
/// broadcast or whatever else was held.
///
/// Its words are the label `<key>.<name>` of the table or form, or else the kit's `engagements.<name>`.
public struct EngagementColumn: Sendable {
  let name: String
  let kind: TableColumn.Kind
  let width: Int
  let value: @Sendable (InputRow) -> InlineValue

  private init(
    _ name: String, _ kind: TableColumn.Kind = .text, width: Int, _ value: @escaping @Sendable (InputRow) -> InlineValue
  ) {
    self.name = name
    self.kind = kind
    self.width = width
    self.value = value
  }

  /// Its first day, `date`.
  public static let date = EngagementColumn("date", .date, width: 3) { .date($0.date("startsOn")) }
  /// Its last day, `end`: the first one where it has no other.
  public static let end = EngagementColumn("end", .date, width: 3) { .date($0.date("endsOn") ?? $0.date("startsOn")) }
  /// How long it was, `hours`.
  public static let hours = EngagementColumn("hours", .number, width: 2) { row in
    let hours = row.number("durationHours")
    return .number(hours, decimals: hours == hours?.rounded() ? 0 : 1)
  }
  /// Its region, `place`.
  public static let region = EngagementColumn("place", width: 3) { .text($0.label("place.region")) }
  /// Its region and what lies within it, `place`.
  public static let place = EngagementColumn("place", width: 4) { .text($0.placeText()) }
  /// What kind of engagement it was, `type`.
  public static let type = EngagementColumn("type", width: 4) { .text($0.label("engagementType")) }
  /// Whether people met in a room, on a line or both, `format`.
  public static let format = EngagementColumn("format", width: 3) { .text($0.label("format")) }
  /// The family of actors it was held with, `family`.
  public static let family = EngagementColumn("family", width: 4) { .text($0.label("actorFamily")) }
  /// What it is called, `title`.
  public static let title = EngagementColumn("title", width: 8) { $0.value("title") }
  /// What was talked about, `topic`: its topic, or else its theme.
  public static let topic = EngagementColumn("topic", width: 6) { row in
    let topic = row.value("topic")
    return topic == .missing ? .text(row.label("theme")) : topic
  }
  /// Who held it, and with whom, `partners`.
  public static let partners = EngagementColumn("partners", width: 6) { .lines($0.organisers()) }
  /// The same with their full names, as at the first mention.
  public static let organisers = EngagementColumn("partners", width: 6) { .lines($0.organisers(.introduced)) }
  /// How many parties were represented, `parties`.
  public static let parties = EngagementColumn("parties", .number, width: 2) {
    .number($0.integer("partiesRepresented"))
  }
  /// What was agreed, `agreements`.
  public static let agreements = EngagementColumn("agreements", width: 7) { $0.agreements }
  /// What went wrong, `problems`.
  public static let problems = EngagementColumn("problems", width: 7) { $0.problems }
}

extension TableField where Row == InputRow {
  /// A column of a table of engagements.
  ///
  /// - Parameter width: relative to the neighbours'; the kit's own for nil.
  public static func engagement(_ column: EngagementColumn, width: Int? = nil) -> TableField {
    TableField(column.kind, .shared("engagements", column.name), width ?? column.width, column.value)
  }

  /// A column of the people at each engagement. Its words are the label `<key>.<code>`, or `<key>.people` for all, or else
  /// the kit's `headcount.…`.
  ///
  /// - Parameter code: of sex or of youth; nil for all people.
  public static func people(_ attendance: Attendance, _ code: String? = nil, width: Int = 2) -> TableField {
    let name = code ?? "people"
    return TableField(.number, .shared("headcount", name), width) {
      attendance.people(at: $0.string("key"), code)
    }
  }
}

extension ReportBuilder {
  /// Who came to one engagement, by sex and youth, in two columns; a gap where nobody was counted. The words are `headcount.…`
  /// and `present.…`.
  ///
  /// - Parameter row: the engagement.
  public mutating func present(_ attendance: Attendance, at row: InputRow) throws {
    let key = row.string("key")
    guard attendance.isCounted(key) else { return try nothing("present.empty", path: "engagement.participation") }
    let counts = [nil] + attendance.sexes + ["youth"]
    var rows = counts.map {
      FormRow(labels["headcount.\($0 ?? "all")"], attendance.people(at: key, $0))
    }
    if let way = row.label("countedBy") { rows.append(FormRow(labels["present.countedBy"], .text(way))) }
    try form(rows)
  }

  /// What is known of one engagement, in two columns.
  public mutating func engagementForm(_ key: String, _ row: InputRow, _ columns: [EngagementColumn]) throws {
    try form(
      columns.map { column in
        FormRow(labels.find("\(key).\(column.name)") ?? labels["engagements.\(column.name)"], column.value(row))
      })
  }
}
