import Records
import ReportKit

/// Which findings the report is of, as its parameter `origin` says.
struct Selection {
  /// Roundtables, focus groups and national dialogues: what people said to each other.
  static let discussions = "discussions"
  /// National dialogues, whose findings are taken from their reports and bear that origin.
  static let dialogue = "dialogue"
  /// Findings of each origin.
  static let all = "all"
  static let choices = [discussions, dialogue] + CodeLists.origin.codes + [all]

  /// The choice's code.
  let choice: String

  init(_ request: ReportRequest) { choice = request.parameters.string("origin") ?? Self.discussions }

  /// Whether the report is of a finding, whose engagement is followed. One whose origin is not told is left in.
  func takes(_ finding: InputRow) -> Bool {
    guard let origin = finding.string("origin") else { return true }
    let isDialogue = Self.kind(of: finding) == Self.dialogue
    switch choice {
    case Self.all: return true
    case Self.dialogue: return isDialogue
    case Self.discussions: return isDialogue || ["roundtable", "focus_group"].contains(origin)
    default: return origin == choice
    }
  }

  /// What a finding is from, as one of the choices: a dialogue, whatever its origin, or else its origin.
  static func kind(of finding: InputRow) -> String? {
    finding.followed("engagement")?.string("engagementType") == "national_dialogue"
      ? dialogue : finding.string("origin")
  }

  /// Whether engagements of a type are the report's subject, with or without a finding.
  func lists(_ engagementType: String?) -> Bool { engagementType.map(subjects.contains) ?? false }

  /// Whether the report is of meetings rather than of studies.
  var isOfMeetings: Bool { !subjects.isEmpty }

  /// The types of engagements that the report is of.
  private var subjects: [String] {
    switch choice {
    case Self.discussions: ["roundtable", "focus_group", "national_dialogue"]
    case Self.dialogue: ["national_dialogue"]
    case "roundtable", "focus_group": [choice]
    default: []
    }
  }
}

/// The findings that the report is of, without their texts: what its matrices and sums are counted from.
struct SelectedFindings {
  /// The theme of each, by its key.
  private(set) var themes: [String: String] = [:]
  /// The engagements and assignments at which they came up.
  private(set) var occasions: Set<String> = []
  private(set) var matrix = AgreementMatrix()
  /// What they are from, among the choices.
  private(set) var kinds: Set<String> = []
  /// How many do not name the group that raised them, since it is withheld.
  private(set) var unnamed = 0
  /// How many say what another one says that stands in their place.
  private(set) var duplicates = 0
  /// How many bring together others that are counted beside them.
  private(set) var consolidating = 0
  /// How many of other origins bring some of these together.
  private(set) var consolidatingElsewhere = 0

  /// Reads the input `matrix`.
  init(_ inputs: ReportInputs, _ selection: Selection) throws {
    var consolidated: [(isTaken: Bool, findings: [String])] = []
    for row in try inputs.rows(of: "matrix") {
      let isTaken = selection.takes(row)
      let others = row.strings("consolidates")
      if !others.isEmpty { consolidated.append((isTaken, others)) }
      guard isTaken else { continue }
      themes[row.string("key") ?? ""] = row.string("theme") ?? ""
      for reference in ["engagement", "assignment"] { row.string(reference).map { _ = occasions.insert($0) } }
      Selection.kind(of: row).map { _ = kinds.insert($0) }
      if row.isWithheld("raisedBy") { unnamed += 1 }
      if row.string("duplicateOf") != nil { duplicates += 1 }
      matrix.add(row)
    }
    for (isTaken, findings) in consolidated where findings.contains(where: { themes[$0] != nil }) {
      if isTaken { consolidating += 1 } else { consolidatingElsewhere += 1 }
    }
  }

  /// Whether the report is of a recommendation, which names its finding.
  func holds(_ recommendation: InputRow) -> Bool { themes[recommendation.string("finding") ?? ""] != nil }
}
