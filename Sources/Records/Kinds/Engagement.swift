/// An event at which people were met: a roundtable, a focus group, a training, a café politique.
public struct Engagement: SubmittedRecord {
  /// `engagement`
  public static let kind = RecordKind.engagement
  /// The fields that every kind has.
  public internal(set) var head = RecordHead()
  /// A code of ``CodeLists/engagementType``.
  public internal(set) var engagementType = ""
  /// The title.
  public internal(set) var title = LocalizedText()
  /// The first day.
  public internal(set) var startsOn = CalendarDate.unread
  /// The last day; nil for one of a single day.
  public internal(set) var endsOn: CalendarDate?
  /// How long it lasted, in hours.
  public internal(set) var durationHours: Double?
  /// Where it was.
  public internal(set) var place: Place?
  /// A code of ``CodeLists/engagementFormat``.
  public internal(set) var format: String?
  /// The languages spoken.
  public internal(set) var languages: [String] = []
  /// The key of the organisation that held it.
  public internal(set) var host: String?
  /// A code of ``CodeLists/theme``.
  public internal(set) var theme: String?
  /// What was talked about.
  public internal(set) var topic: LocalizedText?
  /// Whether the Chatham House rule held.
  public internal(set) var chathamHouse: Bool?
  /// People invited.
  public internal(set) var invited: Int?
  /// People who declined.
  public internal(set) var refused: Int?
  /// A code of ``CodeLists/actorFamily``.
  public internal(set) var actorFamily: String?
  /// Those present, counted by sex, age and group.
  public internal(set) var participation: [ParticipationCell] = []
  /// A code of ``CodeLists/countedBy``.
  public internal(set) var countedBy: String?
  /// The donor's milestone that it is, such as `2`.
  public internal(set) var milestone: String?
  /// What went wrong.
  public internal(set) var problems: LocalizedText?

  /// Everybody present; nil if nobody was counted.
  public var participants: Int? {
    participation.isEmpty ? nil : participation.reduce(0) { $0 + $1.count }
  }

  static let fields = FieldTable<Engagement>.record([
    .code("engagementType", CodeLists.engagementType, need: .required, "What it was.") {
      $0.engagementType = $1
    },
    .text("title", need: .required, limit: RecordLimits.titleCharacters, "The title.") { $0.title = $1 },
    .date("startsOn", need: .required, "The first day.") { $0.startsOn = $1 },
    .date("endsOn", "The last day, if there was more than one.") { $0.endsOn = $1 },
    .number("durationHours", over: 0, upTo: RecordLimits.durationHours, "How long it lasted, in hours.") {
      $0.durationHours = $1
    },
    .object("place", "Where it was.") { $0.place = $1 },
    .code("format", CodeLists.engagementFormat, "How people met.") { $0.format = $1 },
    .formattedList("languages", .word, "The languages spoken.") { $0.languages = $1 },
    .key("host", "The organisation that held it.") { $0.host = $1 },
    .code("theme", CodeLists.theme, "What it was about.") { $0.theme = $1 },
    .text("topic", "What was talked about.") { $0.topic = $1 },
    .boolean("chathamHouse", "Whether the Chatham House rule held.") { $0.chathamHouse = $1 },
    .integer("invited", 0...RecordLimits.people, "People invited.") { $0.invited = $1 },
    .integer("refused", 0...RecordLimits.people, "People who declined.") { $0.refused = $1 },
    .code("actorFamily", CodeLists.actorFamily, "The family of actors that it was held with.") {
      $0.actorFamily = $1
    },
    .objects(
      "participation", limit: RecordLimits.participationCells, "Those present, by sex, age and group."
    ) { $0.participation = $1 },
    .code("countedBy", CodeLists.countedBy, "How those present were counted.") { $0.countedBy = $1 },
    .string("milestone", "The donor's milestone that it is.") { $0.milestone = $1 },
    .text("problems", "What went wrong.") { $0.problems = $1 },
  ])

  /// Every rule between fields that the record breaks.
  public func validate() -> [Violation] {
    let start = startsOn.ifRead
    var violations = Validation.order(start, "startsOn", endsOn, "endsOn")
    if let place { violations += place.validate(on: start, in: "place.") }
    if let invited, let refused, refused > invited {
      violations.append(
        Violation(
          path: "refused", message: "More people declined than were invited (\(invited)).",
          found: "\(refused)"))
    }
    violations += Validation.unique(
      participation.map(\.name), { "participation[\($0)]" }, "The same sex, age band and group")
    return violations
  }
}

/// How many people of one sex, age band and group were present.
public struct ParticipationCell: FieldedObject, Sendable, Hashable {
  /// A code of ``CodeLists/sex``.
  public internal(set) var sex = ""
  /// A code of ``CodeLists/ageBand``.
  public internal(set) var ageBand = ""
  /// A code of ``CodeLists/stakeholderGroup``.
  public internal(set) var group = ""
  /// The people counted.
  public internal(set) var count = 0

  /// Empty for a cell that could not be read whole.
  var name: String { sex.isEmpty || ageBand.isEmpty || group.isEmpty ? "" : "\(sex) \(ageBand) \(group)" }

  static let fields = FieldTable<ParticipationCell>([
    .code("sex", CodeLists.sex, need: .required, "The sex, as stated.") { $0.sex = $1 },
    .code("ageBand", CodeLists.ageBand, need: .required, "The age band.") { $0.ageBand = $1 },
    .code("group", CodeLists.stakeholderGroup, need: .required, "Whom they speak for.") { $0.group = $1 },
    .integer("count", 0...RecordLimits.people, need: .required, "The people counted.") { $0.count = $1 },
  ])
}
