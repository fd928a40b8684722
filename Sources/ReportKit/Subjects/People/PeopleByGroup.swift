public import Records
public import ReportDocument

/// The people who took part in all engagements, by the group that they belong to, with their sex and with the young among
/// them.
public struct PeopleByGroup: Sendable {
  /// The tallies that ``init(_:)`` reads, in this order: `people-group-sex`, `people-group-youth`.
  public static let queries: [InputQuery] = [.people(by: "group", "sex"), .people(by: "group", "youth")]

  /// By sex.
  public let bySex: PeopleTally
  private let byYouth: PeopleTally

  /// Reads what ``queries`` asks for.
  public init(_ inputs: ReportInputs) throws {
    bySex = try PeopleTally(inputs, by: "group", "sex")
    byYouth = try PeopleTally(inputs, by: "group", "youth")
  }

  /// The people of a group, or of all for nil.
  ///
  /// - Parameter sex: nil for all.
  public func people(_ group: String? = nil, sex: String? = nil) -> InlineValue { bySex.count(group, sex) }

  /// Those from 18 to 35 years.
  public func youth(_ group: String? = nil) -> InlineValue {
    byYouth.count(group, "youth", unless: Attendance.unstated)
  }

  /// Women in hundredths of the women and men of a group, or of all: who stated no sex is counted on neither side.
  public func womenShare(_ group: String? = nil) -> InlineValue {
    let (women, men) = (people(group, sex: "female"), people(group, sex: "male"))
    return .share(women, of: .derived(from: [women, men]) { .number(Int($0[0] + $0[1])) })
  }
}

/// What the table of people by group says of each, from which a format picks.
public enum PeopleColumn: String, CaseIterable, Sendable {
  /// How many are planned; a dash without a plan.
  case planned
  /// All people.
  case people
  /// Women.
  case female
  /// Men.
  case male
  /// People of another sex, or of whom it is not stated.
  case otherOrNotStated = "other_nd"
  /// People from 18 to 35 years.
  case youth
  /// Women among women and men.
  case womenShare
  /// All people as a share of the plan; a dash without a plan.
  case planShare
}

extension TableField where Row == String? {
  /// A column of people by the first dimension of a tally; of all in the row nil. Its words are the label `<key>.<column>`, or
  /// `<key>.people` for all, or else the kit's `headcount.…`.
  ///
  /// - Parameter column: a code of the second dimension; nil for all people.
  public static func people(_ tally: PeopleTally, _ column: String? = nil, width: Int = 2) -> TableField {
    let name = column ?? "people"
    return TableField(.number, .shared("headcount", name), width) { tally.count($0, column) }
  }
}

extension ReportBuilder {
  /// People by group and all of them, with the words `people.…`.
  ///
  /// - Parameter planned: the people planned of each group; of all under nil.
  public mutating func people(
    _ people: PeopleByGroup, planned: [String?: InlineValue] = [:], _ columns: [PeopleColumn]
  ) throws {
    let request = request
    let all = words["headcount.all"]
    let fields =
      [
        TableField<String?>.text("group", width: 6) { group in
          .text(group.map { request.label(CodeLists.stakeholderGroup, $0) ?? $0 } ?? all)
        }
      ] + columns.map { Self.field($0, people, planned) }
    let groups = people.bySex.isEmpty ? [] : people.bySex.rows + planned.keys.compactMap { $0 }
    try table(
      "people", of: CodeLists.stakeholderGroup.ordered(groups).map { $0 }, missing: "engagement.participation",
      last: [try .total(of: nil, fields)], fields)
  }

  private static func field(
    _ column: PeopleColumn, _ people: PeopleByGroup, _ planned: [String?: InlineValue]
  ) -> TableField<String?> {
    let title = TableField<String?>.Title.shared("headcount", column.rawValue)
    func number(_ value: @escaping (String?) -> InlineValue) -> TableField<String?> {
      TableField(.number, title, 2, value)
    }
    switch column {
    case .planned: return number { planned[$0] ?? "—" }
    case .people: return number { people.people($0) }
    case .female, .male, .otherOrNotStated: return number { people.people($0, sex: column.rawValue) }
    case .youth: return number { people.youth($0) }
    case .womenShare: return TableField(.percent, title, 2) { people.womenShare($0) }
    case .planShare:
      return TableField(.percent, title, 2) { group in
        planned[group].map { .share(people.people(group), of: $0) } ?? "—"
      }
    }
  }

  /// People by a dimension and by sex, drawn one upon the other, with all of them. Its words are those of
  /// ``drawn(_:or:as:titles:holding:_:)``, and `<key>.empty` where nobody was counted; the kit has them for the keys
  /// `peopleByGroup`, `peopleByAge` and `peopleByRegion`.
  ///
  /// - Parameter list: what the codes of the tally's rows mean.
  public mutating func people(drawn key: String, _ tally: PeopleTally, by list: CodeList) throws {
    guard !tally.isEmpty else { return try nothing("\(key).empty", path: "engagement.participation") }
    let sexes = tally.sexes
    func line(_ name: String?, _ code: String?, _ role: TableRow.Role) -> TableRow {
      TableRow([.text(name)] + sexes.map { tally.count(code, $0) }, role: role)
    }
    try drawn(
      key, as: .stackedBar, titles: sexes.map { words["headcount.\($0)"] },
      list.ordered(tally.rows).map { line(request.label(list, $0), $0, .body) }
        + [line(words["headcount.all"], nil, .total)])
  }
}
