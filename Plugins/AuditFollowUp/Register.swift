import Records
import ReportDocument
import ReportKit

/// Section 4: the register, a row for each recommendation, finding by finding.
enum Register {
  /// The columns with their widths; text but for the days.
  private static let columns: [(name: String, width: Int)] = [
    ("reference", 3), ("finding", 9), ("criterion", 8), ("cause", 8), ("effect", 8), ("risk", 6),
    ("recommendation", 9), ("addressee", 5), ("position", 8), ("due", 5), ("status", 8), ("evidence", 6),
    ("checked", 5),
  ]

  /// Writes the section as it reads the input `register`, and returns what is overdue and what has no answer.
  static func write(
    _ inputs: ReportInputs, _ scope: RegisterScope, _ book: FollowUpBook, _ documents: Documents,
    _ report: inout ReportBuilder
  ) throws -> OpenPoints {
    let words = report.words
    var open = OpenPoints()
    var gaps = RegisterGaps()
    try report.add(.part(Part(.landscape, sheet: TitleText(words["sheets.register"]))))
    try report.section("register")
    var rows = try inputs.rows(of: "register").lazy.filter(scope.takes).makeIterator()
    guard var row = rows.next() else {
      try report.placeholder("overview.empty", path: "finding.recommendations")
      return open
    }
    var numbers = ReferenceNumbers()
    let titles = columns.map { name, width in
      let title = AuditFormat.labels["register.\(name)"]
      return ["due", "checked"].contains(name)
        ? Column.date(en: title.en, fr: title.fr, weight: width) : .text(en: title.en, fr: title.fr, weight: width)
    }
    try report.table(
      AuditFormat.labels["register.caption"], columns: titles, note: AuditFormat.labels["register.note"]
    ) { table in
      while true {
        let entry = RegisterEntry(
          number: numbers.next(row), row: row, standing: book.standing(of: row), words: words)
        gaps.note(entry)
        open.note(entry)
        try table.add(cells: entry.cells(documents).map { TableCell($0) })
        guard let following = rows.next() else { break }
        row = following
      }
    }
    try gaps.tell(&report)
    return open
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

/// One recommendation of the register.
struct RegisterEntry {
  let number: (finding: Int, recommendation: Int)
  let row: InputRow
  let standing: Standing
  let words: Words

  /// Rows in which a finding's parts are spelled out, so that each stands by itself in a workbook. Further ones of a finding
  /// of very many recommendations lead to the first.
  static let mostRepeated = 5

  /// As the report refers to it.
  var reference: String { "\(number.finding).\(number.recommendation)" }

  /// The cells, in the order of the columns.
  func cells(_ documents: Documents) -> [RichText] {
    [
      RichText(reference), finding, [part("criterion")], [part("cause")], [part("effect")], risk,
      [row.value("text")], [.text(row.organisationText("addressee"))], position, [.date(standing.dueOn)], status,
      [evidence(documents)], [.date(standing.check?.date("asOf"))],
    ]
  }

  /// How far it has come, or that nobody has looked.
  var statusText: String { standing.check?.label("status") ?? words["statuses.none"] }

  /// The finding's title, then what is: the condition that an audit saw, or else the finding itself.
  private var finding: RichText {
    let condition = part("condition")
    return Self.lines([row.value("title").emphasised, condition == .missing ? part("statement") : condition])
  }

  /// What the finding says, or where it is said already.
  private func part(_ field: String) -> InlineValue {
    let value = row.value(field)
    guard number.recommendation > Self.mostRepeated, value != .missing else { return value }
    return .text(words["register.see", ["reference": "\(number.finding).1"]])
  }

  /// How grave it is, of which kind, and the money concerned.
  private var risk: RichText {
    Self.lines([
      row.label("severity").map { .strong($0) }, row.label("auditCategory").map { .text($0) },
      row.label("irregularityType").map { .text(words["register.irregularity", ["type": $0]]) },
      row.money("amountAtStake").map { .money($0) },
    ])
  }

  /// What each body answers, and what the auditor says to it.
  private var position: RichText {
    Self.lines(
      standing.responses.flatMap { response -> [InlineValue?] in
        let body = standing.responses.count > 1 ? response.organisationText("organisation") : nil
        let position = response.label("position") ?? ""
        let reply = response.value("auditorReply")
        return [
          .strong(body.map { words["register.answer", ["body": $0, "position": position]] } ?? position),
          response.value("text"), response.value("actionPlan"),
          reply == .missing ? nil : .text(words["register.reply"]), reply,
        ]
      }, or: words["positions.none"])
  }

  /// How far it has come, whether it is late, what was seen and by whom.
  private var status: RichText {
    let percent = standing.check?.integer("progressPercent").map { words["register.progress", ["percent": "\($0)"]] }
    return Self.lines([
      .strong(statusText), percent.map { .text($0) }, standing.daysLate.map { _ in .strong(words["register.late"]) },
      standing.check?.value("text"),
      standing.check?.organisationText("assessedBy").map { .text(words["register.checkedBy", ["body": $0]]) },
    ])
  }

  private func evidence(_ documents: Documents) -> InlineValue {
    guard let check = standing.check else { return .missing }
    let keys = check.strings("evidence")
    if keys.isEmpty { return check.isWithheld("evidence") ? check.withheld : .missing }
    return .lines(keys.map { documents.reference($0) ?? words["documents.unnamed"] })
  }

  /// Values one under the other, without those that are missing; missing, or a text, where none is left.
  private static func lines(_ values: [InlineValue?], or none: String? = nil) -> RichText {
    let known = values.filter { $0 != .missing }
    return known.contains { $0 != nil } ? .joined(known, by: "\n") : [.text(none)]
  }
}

extension InlineValue {
  /// The same text, of strong importance; other values as they are.
  fileprivate var emphasised: InlineValue {
    guard case .text(var span) = content else { return self }
    span.emphasis = .strong
    return InlineValue(.text(span), trace: trace)
  }
}

/// What the register's rows lack, told once for each field.
struct RegisterGaps {
  private var counts: [String: Int] = [:]
  private static let fields = ["criterion", "condition", "cause", "effect"]

  mutating func note(_ entry: RegisterEntry) {
    let row = entry.row
    if row.string("origin") == "audit" {
      for field in Self.fields where row.value(field) == .missing { counts["finding.\(field)", default: 0] += 1 }
    }
    if entry.standing.dueOn == nil { counts["finding.recommendations.dueOn", default: 0] += 1 }
  }

  func tell(_ report: inout ReportBuilder) throws {
    for path in Self.fields.map({ "finding.\($0)" }) + ["finding.recommendations.dueOn"] {
      guard let count = counts[path] else { continue }
      try report.gap("gaps.\(path.split(separator: ".").last ?? "")", count, path: path)
    }
  }
}
