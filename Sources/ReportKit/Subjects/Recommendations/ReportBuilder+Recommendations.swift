import Records
public import ReportDocument

/// How far recommendations have come. Words are those of a key that the format gives, as far as it has them among its labels
/// (`<key>.caption`, `<key>.group` …), and otherwise the kit's.
extension ReportBuilder {
  /// How many recommendations have which status, drawn: in the order of the code list, those at which nobody has looked last.
  public mutating func recommendationStatuses(
    _ key: String = "recommendationStatuses", of group: RecommendationGroup, as kind: Figure.Kind = .bar
  ) throws {
    try drawn(group.statuses, in: CodeLists.followUpStatus, key, "recommendationStatuses", as: kind)
  }

  /// How many recommendations bodies have answered how, drawn; those without an answer last.
  public mutating func recommendationPositions(
    _ key: String = "recommendationPositions", of group: RecommendationGroup, as kind: Figure.Kind = .bar
  ) throws {
    try drawn(group.positions, in: CodeLists.responsePosition, key, "recommendationPositions", as: kind)
  }

  private mutating func drawn(
    _ counts: [String: Int], in list: CodeList, _ key: String, _ kit: String, as kind: Figure.Kind
  ) throws {
    let none = text("\(key).none", or: "\(kit).none")
    let codes = list.ordered(counts.keys.filter { !$0.isEmpty }) + (counts[""] == nil ? [] : [""])
    try drawn(
      key, or: kit, as: kind, titles: [text("\(key).count", or: "\(kit).count")],
      codes.map { code in
        TableRow([.text(code.isEmpty ? none : request.label(list, code)), .number(counts[code])])
      })
  }

  /// Two tables of the same groups: how far their recommendations have come, drawn, and the rates: assessed, implemented,
  /// the share implemented of those assessed, overdue, without answer. Both end with all of them. Words are the format's
  /// `<key>.caption`, `<key>.group`, `<key>.alternative`, and `<key>.none` for what belongs to no group.
  ///
  /// - Parameter count: how many there are in a group, so that a number that the core has counted too can lead to its records.
  public mutating func recommendationRates(
    _ key: String, of groups: [RecommendationGroup], whole: RecommendationGroup,
    count: @escaping (RecommendationGroup) -> InlineValue = { .number($0.total) }
  ) throws {
    let name = { [words] (group: RecommendationGroup) -> InlineValue in
      .text(group.code == nil ? words["recommendationRates.total"] : group.name ?? words["\(key).none"])
    }
    let outcomes = RecommendationOutcome.allCases
    try drawn(
      key, as: .stackedBar,
      titles: outcomes.map { words["recommendationRates.outcomes.\($0.rawValue)"] },
      (groups + [whole]).map { group in
        TableRow([name(group)] + outcomes.map { .number(group[$0]) }, role: group.code == nil ? .total : .body)
      })
    let fields: [TableField<RecommendationGroup>] = [
      .text(labels["\(key).group"], width: 6, name), .number("recommendations", width: 3, count),
      .number("assessed", width: 3) { .number($0.assessed) },
      .number("implemented", width: 3) { .number($0[.implemented]) },
      .percent("share", width: 3) { $0.share }, .number("overdue", width: 3) { .number($0.overdue) },
      .number("unanswered", width: 3) { .number($0.unanswered) },
    ]
    try table("recommendationRates", of: groups, missing: "finding", last: [.total(of: whole, fields)], fields)
  }
}
