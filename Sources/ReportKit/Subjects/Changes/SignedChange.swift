public import ReportDocument

/// Something that differs from what was signed.
public struct SignedChange: Sendable {
  /// Where it is recorded.
  public enum Source: String, CaseIterable, Sendable {
    /// Among the changes of the programme, which were agreed with the donor.
    case agreed
    /// The grant's amount, or a line of its budget.
    case budget
    /// A target of the programme.
    case targets
    /// The day of a milestone.
    case milestones
    /// The first or the last day of an activity.
    case activities
    /// A target of an indicator, or its definition.
    case indicators
  }

  /// Where it is recorded.
  public let source: Source
  /// What was changed; nil for the grant's amount.
  public let item: InlineValue?
  /// As signed.
  public let signed: InlineValue
  /// Since the change.
  public let revised: InlineValue
  /// Why.
  public let reason: InlineValue
  /// When it was approved; nil where no approval of its own is recorded. Of an indicator's definition, the day of the change.
  public let approved: InlineValue?
  /// The code of a budget line.
  private let code: String?

  private init(
    _ source: Source, _ item: InlineValue?, _ signed: InlineValue, _ revised: InlineValue, _ row: InputRow,
    approved: InlineValue? = nil, code: String? = nil
  ) {
    (self.source, self.item, self.signed, self.revised, self.approved) = (source, item, signed, revised, approved)
    (reason, self.code) = (row.reason, code)
  }

  /// Whether a change that was agreed with the donor tells of the same: its item is this one, or names the code of this
  /// budget line, such as `3.2`. A bare number may count anything, and so names nothing.
  func isTold(by agreed: SignedChange) -> Bool {
    guard source != .agreed, agreed.source == .agreed, let item = agreed.item?.plainText else { return false }
    if let own = self.item?.plainText, own.lowercased() == item.lowercased() { return true }
    guard let code, Int(code) == nil else { return false }
    return item.split { !$0.isLetter && !$0.isNumber && $0 != "." && $0 != "-" }.contains { word in
      word == code || word.dropLast() == code && word.last == "."
    }
  }

  /// What was agreed with the donor: of the grant that the report is of, and of no certain one. The programme's input selects
  /// `changes`.
  public static func agreed(_ project: GrantProject) -> [SignedChange] {
    let grant = project.request.grant
    return project.programme.rows("changes").filter { ($0.string("grant") ?? grant) == grant }.map { row in
      SignedChange(
        .agreed, row.value("item"), row.value("signed"), row.value("revised"), row,
        approved: .date(row.date("approvedOn")))
    }
  }

  /// The grant's amount, and the lines of its budget.
  public static func budget(_ project: GrantProject) -> [SignedChange] {
    let grant = project.grant
    let amount = grant.money("revisedAmount").map { revised in
      SignedChange(.budget, nil, .money(grant.money("amount")), .money(revised), grant)
    }
    let lines = grant.rows("budgetLines").filter { $0["revised"] != nil }.map { row in
      SignedChange(
        .budget, row.value("label"), .money(row.money("planned")), .money(row.money("revised")), row,
        code: row.string("code"))
    }
    return [amount].compactMap { $0 } + lines
  }

  /// The programme's targets; its input selects `targets`.
  public static func targets(_ project: GrantProject) -> [SignedChange] {
    project.programme.rows("targets").filter { $0["revised"] != nil }.map { row in
      SignedChange(.targets, row.value("label"), row.count("planned"), row.count("revised"), row)
    }
  }

  /// The days of milestones.
  public static func milestones(_ rows: [InputRow]) -> [SignedChange] {
    rows.filter { $0["revisedOn"] != nil }.map { row in
      SignedChange(
        .milestones, row.value("title"), .date(row.date("plannedOn")), .date(row.date("revisedOn")), row)
    }
  }

  /// The days of frameworks' nodes.
  public static func activities(_ frameworks: [ResultsFramework]) -> [SignedChange] {
    frameworks.flatMap(\.nodes).map(\.row).flatMap { row in
      ["Start", "End"].filter { row["revised\($0)"] != nil }.map { end in
        SignedChange(
          .activities, row.value("statement"), .date(row.date("planned\(end)")), .date(row.date("revised\(end)")), row)
      }
    }
  }

  /// The targets and the definitions of frameworks' indicators.
  public static func indicators(_ frameworks: [ResultsFramework]) -> [SignedChange] {
    frameworks.flatMap(\.indicators).map(\.row).flatMap { row in
      let targets = row.rows("periods").compactMap { target -> SignedChange? in
        guard let before = target.number("target"), let after = target.number("revisedTarget") else { return nil }
        let values = [before, after].map { MeasuredValue($0, of: row).value }
        return SignedChange(.indicators, row.value("title"), values[0], values[1], target)
      }
      let definitions = row.rows("changes").map { change in
        SignedChange(
          .indicators, row.value("title"), "—", change.value("change"), change,
          approved: .date(change.date("changedOn")))
      }
      return targets + definitions
    }
  }
}

extension InlineValue {
  /// The words of a text; nil of a figure.
  fileprivate var plainText: String? {
    guard case .text(let span) = content else { return nil }
    return span.text
  }
}
