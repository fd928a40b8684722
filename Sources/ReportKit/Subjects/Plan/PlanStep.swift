public import Records
public import ReportDocument

/// An output, an activity or a milestone, as it was planned and as it stands on a day.
public struct PlanStep: Sendable {
  /// What it is.
  public enum Kind: Sendable {
    /// An output, which has no days but those of its activities.
    case output
    /// An activity.
    case activity
    /// A milestone of the grant.
    case milestone
  }

  /// What it is.
  public let kind: Kind
  /// The node of a framework, or the milestone.
  public let row: InputRow
  /// Its code within the framework, or the milestone's number; nil where it has none.
  public let code: String?
  /// The day on which it is looked at.
  public let day: CalendarDate
  /// The codes of the nodes above it, the uppermost first.
  public let ancestors: [String]
  /// The output that an activity belongs to; nil without one.
  public let output: InputRow?
  /// The row whose `status` tells how it is coming along; nil where nothing does.
  private let told: InputRow?

  private init(
    _ kind: Kind, _ row: InputRow, code: String?, on day: CalendarDate, under ancestors: [String] = [],
    output: InputRow? = nil, told: InputRow? = nil
  ) {
    (self.kind, self.row, self.code, self.day) = (kind, row, code, day)
    (self.ancestors, self.output, self.told) = (ancestors, output, told)
  }

  /// The activities of frameworks, in the order of their tree; with the outputs above them if asked for.
  public static func activities(
    _ frameworks: [ResultsFramework], withOutputs: Bool = false, on day: CalendarDate
  ) -> [PlanStep] {
    frameworks.flatMap { framework in
      framework.nodes.filter { $0.level == "activity" || (withOutputs && $0.level == "output") }.map { node in
        PlanStep(
          node.level == "output" ? .output : .activity, node.row, code: node.code, on: day, under: node.ancestors,
          output: framework.nodes.first { $0.code == node.ancestors.last }?.row,
          told: framework.status(of: node, on: day))
      }
    }
  }

  /// Milestones, by their numbers.
  public static func milestones(_ rows: [InputRow], on day: CalendarDate) -> [PlanStep] {
    rows.sorted { ($0.integer("number") ?? 0) < ($1.integer("number") ?? 0) }.map { row in
      PlanStep(.milestone, row, code: row.integer("number").map(String.init), on: day)
    }
  }

  /// The code of the uppermost node above it, or its own.
  public var top: String? { ancestors.first ?? code }

  /// What it is called.
  public var title: InlineValue { row.value(kind == .milestone ? "title" : "statement") }

  /// The day by which it was to be done, as signed.
  public var planned: CalendarDate? { first("plannedEnd", "plannedStart", "plannedOn") }

  /// That day since a change; nil where there was none.
  public var revised: CalendarDate? { first("revisedEnd", "revisedOn") }

  /// The day by which it is to be done: as revised, or else as signed.
  public var end: CalendarDate? { revised ?? planned }

  /// The day on which it began, or else is to begin.
  public var start: CalendarDate? {
    row.date("actualStart").flatMap { $0 <= day ? $0 : nil } ?? first("revisedStart", "plannedStart")
  }

  /// The day on which it was done; nil where it is not. What was done later was not done yet.
  public var done: CalendarDate? { first("actualEnd", "actualOn").flatMap { $0 <= day ? $0 : nil } }

  /// Whether it is neither done nor due, by what was signed.
  public var isAhead: Bool { done == nil && planned.map { $0 >= day } ?? false }

  /// Days by which it was done later than signed, negative if earlier; of what is not done, the days by which it is late, and
  /// nil before that.
  public var daysLate: Int? {
    guard let planned, let end = done ?? (planned < day ? day : nil) else { return nil }
    return end.days(since: planned)
  }

  /// Whether an observer has confirmed a milestone by that day.
  public var isVerified: Bool {
    row.flag("verified") == true && row.date("verifiedOn").map { $0 <= day } ?? true
  }

  /// The code of an activity's status; nil where none is told.
  public var status: String? { told?.string("status") }

  /// The name of an activity's status; nil where none is told.
  public var statusLabel: String? { told?.label("status") }

  /// Whether it is to go on or begin in a period: its days meet it, of which the last one is known, and it is neither done nor
  /// given up.
  public func isPlanned(in period: ReportPeriod) -> Bool {
    guard let end = revised ?? first("plannedEnd", "plannedOn"), done == nil,
      !["completed", "cancelled"].contains(status)
    else { return false }
    return period.touches(first("revisedStart", "plannedStart") ?? period.from ?? end, end)
  }

  private func first(_ fields: String...) -> CalendarDate? { fields.lazy.compactMap { row.date($0) }.first }
}
