import Records
import ReportDocument
import ReportKit

/// Section 4: the register, a row for each recommendation, finding by finding.
enum Register {
  /// Writes the section as it reads the input `register`, and returns what is overdue and what has no answer.
  static func write(
    _ inputs: ReportInputs, _ scope: RegisterScope, _ followUps: FollowUps, _ documents: CitedEvidence,
    _ report: inout ReportBuilder
  ) throws -> OpenRecommendations {
    var open = OpenRecommendations(report.words)
    var gaps = RegisterGaps()
    var numbers = ReferenceNumbers()
    try report.section("register")
    let entries = PeekedRows(
      try inputs.rows(of: "register").lazy.filter(scope.takes).map { row in
        let recommendation = followUps.followed(row)
        let entry = RegisterEntry(number: numbers.next(row), recommendation: recommendation)
        gaps.note(recommendation)
        open.note(recommendation, reference: entry.reference)
        return entry
      })
    guard entries.next != nil else {
      try report.placeholder("overview.empty", path: "finding.recommendations")
      return open
    }
    try report.table(
      "register", of: entries.run(), missing: "finding.recommendations", fields(report.words, documents))
    try gaps.tell(&report)
    return open
  }

  private static func fields(_ words: Words, _ documents: CitedEvidence) -> [TableField<RegisterEntry>] {
    let own = RecommendationFields<RegisterEntry>(words) { $0.recommendation }
    func part(_ name: String) -> TableField<RegisterEntry> { .text(name, width: 8) { $0.part(name, words) } }
    return [
      .text("reference", width: 3) { .text($0.reference) }, .rich("finding", width: 9) { $0.finding(words) },
      part("criterion"), part("cause"), part("effect"), .rich("risk", width: 6) { $0.risk(words) }, own.text(width: 9),
      own.addressee(), own.answers(), own.due(width: 5), own.progress(), own.evidence(documents),
      own.checkedOn(width: 5),
    ]
  }
}

/// References of the report's own, the finding's number and that of the recommendation within it: a record's key may say
/// what it is about.
struct ReferenceNumbers {
  private var finding: String?
  private var findings = 0
  private var recommendations = 0

  /// The number of the finding and of the recommendation that comes next.
  mutating func next(_ row: InputRow) -> (finding: Int, recommendation: Int) {
    if finding != row.string("finding") {
      finding = row.string("finding")
      findings += 1
      recommendations = 0
    }
    recommendations += 1
    return (findings, recommendations)
  }
}

/// One recommendation of the register, beside what its finding says.
struct RegisterEntry {
  let number: (finding: Int, recommendation: Int)
  let recommendation: FollowedRecommendation

  /// Rows in which a finding's parts are spelled out, so that each stands by itself in a workbook. Further ones of a finding
  /// of very many recommendations lead to the first.
  static let mostRepeated = 5

  private var row: InputRow { recommendation.row }

  /// As the report refers to it.
  var reference: String { "\(number.finding).\(number.recommendation)" }

  /// The finding's title, then what is: the condition that an audit saw, or else the finding itself.
  func finding(_ words: Words) -> RichText {
    let condition = part("condition", words)
    return .lines([row.value("title").emphasised, condition == .missing ? part("statement", words) : condition])
  }

  /// What the finding says, or where it is said already.
  func part(_ field: String, _ words: Words) -> InlineValue {
    let value = row.value(field)
    guard number.recommendation > Self.mostRepeated, value != .missing else { return value }
    return .text(words["register.see", ["reference": "\(number.finding).1"]])
  }

  /// How grave it is, of which kind, and the money concerned.
  func risk(_ words: Words) -> RichText {
    .lines([
      row.label("severity").map { .strong($0) }, row.label("auditCategory").map { .text($0) },
      irregularity(words).map { .text(words["register.irregularity", ["type": $0]]) },
      row.money("amountAtStake").map { .money($0) },
    ])
  }

  /// Of both kinds, which its code says without naming them.
  private func irregularity(_ words: Words) -> String? {
    row.string("irregularityType") == "both" ? words["register.bothKinds"] : row.label("irregularityType")
  }
}

/// What the register's rows lack, told once for each field.
struct RegisterGaps {
  private var counts: [String: Int] = [:]
  private static let fields = ["criterion", "condition", "cause", "effect"]

  mutating func note(_ recommendation: FollowedRecommendation) {
    let row = recommendation.row
    if row.string("origin") == "audit" {
      for field in Self.fields where row.value(field) == .missing { counts["finding.\(field)", default: 0] += 1 }
    }
    if recommendation.dueOn == nil { counts["finding.recommendations.dueOn", default: 0] += 1 }
  }

  func tell(_ report: inout ReportBuilder) throws {
    for path in Self.fields.map({ "finding.\($0)" }) + ["finding.recommendations.dueOn"] {
      try report.warn("gaps.\(path.split(separator: ".").last ?? "")", count: counts[path] ?? 0, path: path)
    }
  }
}
