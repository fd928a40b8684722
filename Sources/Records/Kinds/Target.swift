/// A number that a programme means to reach.
public struct Target: FieldedObject, Sendable {
  /// The target's own code, unique within the programme.
  public internal(set) var code = ""
  /// What is counted, in words.
  public internal(set) var label = LocalizedText()
  /// A code of ``CodeLists/targetUnit``.
  public internal(set) var unit: String?
  /// The number planned.
  public internal(set) var planned: Int?
  /// The number reached so far.
  public internal(set) var reached: Int?

  static let fields = FieldTable<Target>([
    .key("code", need: .required, "The target's own code; unique within the programme.") { $0.code = $1 },
    .text("label", need: .required, limit: RecordLimits.titleCharacters, "What is counted, in words.") {
      $0.label = $1
    },
    .code("unit", CodeLists.targetUnit, "What it counts.") { $0.unit = $1 },
    .integer("planned", 0...RecordLimits.people, "The number planned.") { $0.planned = $1 },
    .integer("reached", 0...RecordLimits.people, "The number reached so far.") { $0.reached = $1 },
  ])
}
