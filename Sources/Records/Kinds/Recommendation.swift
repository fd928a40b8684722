/// What should be done about a finding, and by whom.
public struct Recommendation: FieldedObject, Sendable {
  /// Its own key, unique within the finding.
  public internal(set) var key = ""
  /// What should be done.
  public internal(set) var text = LocalizedText()
  /// The key of the organisation that should do it.
  public internal(set) var addressee = ""
  /// A code of ``CodeLists/level``.
  public internal(set) var level: String?
  /// A code of ``CodeLists/recommendationType``.
  public internal(set) var type: String?
  /// A code of ``CodeLists/priority``.
  public internal(set) var priority: String?
  /// The day by which it should be done.
  public internal(set) var dueOn: CalendarDate?

  static let fields = FieldTable<Recommendation>([
    .key("key", need: .required, "Its own key; unique within the finding.") { $0.key = $1 },
    .text("text", need: .required, "What should be done.") { $0.text = $1 },
    .key("addressee", need: .required, "The organisation that should do it.") { $0.addressee = $1 },
    .code("level", CodeLists.level, "The level of government addressed.") { $0.level = $1 },
    .code("type", CodeLists.recommendationType, "The kind of measure.") { $0.type = $1 },
    .code("priority", CodeLists.priority, "How soon it should be done.") { $0.priority = $1 },
    .date("dueOn", "The day by which it should be done.") { $0.dueOn = $1 },
  ])
}
