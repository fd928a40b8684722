/// What a roundtable, a focus group or an audit found, with what should be done about it.
public struct Finding: SubmittedRecord {
  /// `finding`
  public static let kind = RecordKind.finding
  /// The fields that every kind has.
  public internal(set) var head = RecordHead()
  /// A code of ``CodeLists/origin``.
  public internal(set) var origin = ""
  /// The key of the engagement at which it came up.
  public internal(set) var engagement: String?
  /// The key of the audit or study that it comes from.
  public internal(set) var assignment: String?
  /// Its number within the engagement or assignment.
  public internal(set) var itemNumber: Int?
  /// The title.
  public internal(set) var title = LocalizedText()
  /// The finding itself, in a sentence or a few.
  public internal(set) var statement = LocalizedText()
  /// A code of ``CodeLists/theme``, of either level.
  public internal(set) var theme = ""
  /// A code of ``CodeLists/programmeArea``.
  public internal(set) var programmeArea: String?
  /// Where it holds.
  public internal(set) var place: Place?
  /// The day on which it was made.
  public internal(set) var observedOn: CalendarDate?
  /// Questions of the Government Defence Integrity Index.
  public internal(set) var gdiQuestions: [String] = []
  /// A code of ``CodeLists/severity``.
  public internal(set) var severity: String?
  /// A code of ``CodeLists/priority``.
  public internal(set) var priority: String?
  /// The keys of the organisations concerned.
  public internal(set) var institutions: [String] = []
  /// A code of ``CodeLists/stakeholderGroup``: who raised it.
  public internal(set) var raisedBy: String?
  /// A code of ``CodeLists/agreement``.
  public internal(set) var agreement: String?
  /// The votes, if there was a vote.
  public internal(set) var votes: Votes?
  /// What those said who disagreed.
  public internal(set) var dissent: LocalizedText?
  /// A code of ``CodeLists/attribution``.
  public internal(set) var attribution: String?
  /// A code of ``CodeLists/consentBasis``.
  public internal(set) var consentBasis: String?
  /// What was said, word for word.
  public internal(set) var quotes: [Quote] = []
  /// What ought to be.
  public internal(set) var criterion: LocalizedText?
  /// What is.
  public internal(set) var condition: LocalizedText?
  /// Why it is so.
  public internal(set) var cause: LocalizedText?
  /// What follows from it.
  public internal(set) var effect: LocalizedText?
  /// A code of ``CodeLists/auditCategory``.
  public internal(set) var auditCategory: String?
  /// The money concerned.
  public internal(set) var amountAtStake: Money?
  /// A code of ``CodeLists/irregularityKind``.
  public internal(set) var irregularityKind: String?
  /// Codes of ``CodeLists/auditMethod``.
  public internal(set) var methods: [String] = []
  /// A code of ``CodeLists/evaluationCriterion``.
  public internal(set) var evaluationCriterion: String?
  /// What publication could do to people; never part of a report.
  public internal(set) var riskIfPublished: LocalizedText?
  /// What is done against that; never part of a report.
  public internal(set) var mitigation: LocalizedText?
  /// What should be done.
  public internal(set) var recommendations: [Recommendation] = []

  /// Whether people present said it, rather than documents.
  public var isFromDiscussion: Bool { origin == "roundtable" || origin == "focus_group" }

  static let fields = FieldTable<Finding>.record(generalFields + discussionFields + auditFields)

  private static let generalFields: [Field<Finding>] = [
    .code("origin", CodeLists.origin, need: .required, "How it came about.") { $0.origin = $1 },
    .key("engagement", "The engagement at which it came up; required for roundtable and focus_group.") {
      $0.engagement = $1
    },
    .key("assignment", "The audit or study that it comes from.") { $0.assignment = $1 },
    .integer("itemNumber", 1...RecordLimits.itemNumber, "Its number within the engagement or assignment.") {
      $0.itemNumber = $1
    },
    .text("title", need: .required, limit: RecordLimits.titleCharacters, "The title.") { $0.title = $1 },
    .text("statement", need: .required, "The finding itself.") { $0.statement = $1 },
    .code("theme", CodeLists.theme, need: .required, "What it is about.") { $0.theme = $1 },
    .code("programmeArea", CodeLists.programmeArea, "The area of work.") { $0.programmeArea = $1 },
    .object("place", "Where it holds.") { $0.place = $1 },
    .date("observedOn", "The day on which it was made.") { $0.observedOn = $1 },
    .formattedList("gdiQuestions", .gdiQuestion, "Questions of the Government Defence Integrity Index.") {
      $0.gdiQuestions = $1
    },
    .code("severity", CodeLists.severity, "How grave it is.") { $0.severity = $1 },
    .code("priority", CodeLists.priority, "How soon something should be done.") { $0.priority = $1 },
    .keys("institutions", "The organisations concerned.") { $0.institutions = $1 },
  ]

  private static let discussionFields: [Field<Finding>] = [
    .code("raisedBy", CodeLists.stakeholderGroup, "The group that raised it.") { $0.raisedBy = $1 },
    .code("agreement", CodeLists.agreement, "How far those present agreed; required for roundtable.") {
      $0.agreement = $1
    },
    .object("votes", "The votes, if there was a vote.") { $0.votes = $1 },
    .text("dissent", "What those said who disagreed.") { $0.dissent = $1 },
    .code("attribution", CodeLists.attribution, "How it may be attributed; required for roundtable.") {
      $0.attribution = $1
    },
    .code("consentBasis", CodeLists.consentBasis, "On what the consent of those quoted rests.") {
      $0.consentBasis = $1
    },
    .objects("quotes", limit: RecordLimits.quotes, "What was said, word for word.") { $0.quotes = $1 },
  ]

  private static let auditFields: [Field<Finding>] = [
    .text("criterion", "What ought to be; required of an audit finding before review.") { $0.criterion = $1 },
    .text("condition", "What is; required of an audit finding before review.") { $0.condition = $1 },
    .text("cause", "Why it is so.") { $0.cause = $1 },
    .text("effect", "What follows from it.") { $0.effect = $1 },
    .code("auditCategory", CodeLists.auditCategory, "The category in the defence sector.") {
      $0.auditCategory = $1
    },
    .money("amountAtStake", "The money concerned.") { $0.amountAtStake = $1 },
    .code("irregularityKind", CodeLists.irregularityKind, "What it offends against.") {
      $0.irregularityKind = $1
    },
    .codes("methods", CodeLists.auditMethod, "How evidence was gathered.") { $0.methods = $1 },
    .code("evaluationCriterion", CodeLists.evaluationCriterion, "The evaluation criterion that it bears on.") {
      $0.evaluationCriterion = $1
    },
    .text("riskIfPublished", "What publication could do to people; never part of a report.") {
      $0.riskIfPublished = $1
    },
    .text("mitigation", "What is done against that; never part of a report.") { $0.mitigation = $1 },
    .objects("recommendations", limit: RecordLimits.recommendations, "What should be done.") {
      $0.recommendations = $1
    },
  ]
}
