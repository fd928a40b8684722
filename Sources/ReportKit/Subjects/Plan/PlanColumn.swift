import ReportDocument

/// A column of the table of a work plan. Its title is the label `plan.<name>`.
public enum PlanColumn: String, Sendable, CaseIterable {
  /// The code within the framework, or the milestone's number.
  case code
  /// What it is called.
  case activity
  /// Those with whom it is carried out.
  case partners
  /// Who answers for it, or else those with whom it is carried out.
  case responsible
  /// Its regions.
  case places
  /// The day on which it began, or else is to begin.
  case start
  /// The day by which it was to be done, as signed.
  case planned
  /// That day since a change, a dash where there was none.
  case revised
  /// The day by which it is to be done: as revised, or else as signed.
  case end
  /// The day on which it was done.
  case done
  /// How it is coming along.
  case status
  /// Days by which it is or was late, negative if it was early.
  case daysLate
  /// Why it was changed, and what is remarked.
  case reason

  func field(_ words: Words) -> TableField<PlanStep> {
    switch self {
    case .code: .text(rawValue, width: 2) { .text($0.code) }
    case .activity: .text(rawValue, width: 8) { $0.title }
    case .partners: .text(rawValue, width: 6) { $0.known(.lines($0.row.organisationTexts("partners", .short))) }
    case .responsible: .text(rawValue, width: 5) { $0.known($0.responsible) }
    case .places: .text(rawValue, width: 4) { .text($0.places) }
    case .start: .date(rawValue, width: 4) { $0.known(.date($0.start)) }
    case .planned: .date(rawValue, width: 4) { $0.known(.date($0.planned)) }
    case .revised: .date(rawValue, width: 4) { $0.revised.map { .date($0) } ?? "—" }
    case .end: .date(rawValue, width: 4) { $0.known(.date($0.end)) }
    case .done: .date(rawValue, width: 4) { $0.isAhead ? "—" : $0.known(.date($0.done)) }
    case .status: .text(rawValue, width: 4) { $0.known(.text($0.statusText(words))) }
    case .daysLate: .number(rawValue, width: 3) { $0.isAhead ? "—" : $0.known(.number($0.daysLate)) }
    case .reason: .text(rawValue, width: 6) { $0.remarks }
    }
  }
}

extension PlanStep {
  /// A value; a dash in place of one that an output has none of.
  fileprivate func known(_ value: InlineValue) -> InlineValue { kind == .output && value == .missing ? "—" : value }

  fileprivate var responsible: InlineValue {
    ["responsible", "monitorOrganisation"].lazy.compactMap { row.organisationText($0) }.first.map { .text($0) }
      ?? .lines(row.organisationTexts("partners", .short))
  }

  fileprivate var places: String {
    let places = kind == .milestone ? [row.label("place.region")].compactMap { $0 } : row.labels("regions")
    return places.isEmpty ? "—" : places.joined(separator: ", ")
  }

  /// Why it was changed and what is remarked, one under the other.
  fileprivate var remarks: InlineValue {
    let texts = ["changeReason", "comment"].compactMap { row.text($0) }
    return texts.count > 1 ? .lines(texts) : row.reason
  }

  fileprivate func statusText(_ words: Words) -> String? {
    if kind == .milestone { return words[isVerified ? "plan.verified" : "plan.notVerified"] }
    return statusLabel ?? (isAhead ? words["plan.ahead"] : nil)
  }
}
