import Records
import ReportDocument

extension ReportBuilder {
  /// Recommendations under the body that each addresses, bodies by their names, the most urgent first: by priority, then by
  /// the day due, then by the finding. What bears none of these comes last. Each has a number, by which the report refers to it.
  ///
  /// - Parameters:
  ///   - rows: recommendations that come by their addressees, with `region` of their finding.
  ///   - numbers: the report's own number of each finding, by its key.
  ///   - followUps: what is known of them; nil without a column of statuses.
  ///   - hasRegions: whether regions differ, so that they are worth a column.
  ///   - note: takes note of a recommendation and its number as it is printed.
  public mutating func recommendations(
    _ rows: some Sequence<InputRow>, byAddressee numbers: [String: Int], followUps: FollowUps? = nil,
    hasRegions: Bool = true, noting note: @escaping (InputRow, Int) -> Void = { _, _ in }
  ) throws {
    func number(_ row: InputRow) -> Int? { row.string("finding").flatMap { numbers[$0] } }
    func rank(_ row: InputRow) -> (Int, Int, Int, String) {
      let priority = row.string("priority").flatMap { CodeLists.priority.index(of: $0) } ?? Int.max
      let due = row.date("dueOn").map { Int($0.daysSince2000) } ?? Int.max
      return (priority, due, number(row) ?? Int.max, row.string("key") ?? "")
    }
    let fields = RecommendationFields<InputRow>(words) { followUps?.followed($0) ?? FollowedRecommendation($0) }
    var count = 0
    let ordinal = TableField<InputRow>.number("number", width: 2) { row in
      count += 1
      note(row, count)
      return .integer(count)
    }
    try table(
      "addressedRecommendations", of: Self.byBody(rows) { rank($0) < rank($1) }, missing: "recommendation",
      grouped: { [words] in $0.organisationText("addressee", .introduced) ?? words["recommendation.noAddressee"] },
      [ordinal, fields.text(width: 11)] + (hasRegions ? [fields.region()] : []) + [
        fields.finding(width: 3, number: number), fields.priority(), fields.due(width: 4),
      ] + (followUps == nil ? [] : [fields.status()]))
  }

  /// Rows that are sorted by the names of their bodies. Of more, bodies keep the order in which they come, so that memory
  /// stays flat.
  private static var mostSortedByName: Int { 2_000 }

  private static func byBody(
    _ rows: some Sequence<InputRow>, _ precedes: @escaping (InputRow, InputRow) -> Bool
  ) -> AnyIterator<InputRow> {
    let source = AnyIterator(rows.makeIterator())
    var first: [InputRow] = []
    while first.count <= mostSortedByName, let row = source.next() { first.append(row) }
    func body(_ row: InputRow) -> String { row.string("addressee") ?? "" }
    guard first.count <= mostSortedByName else {
      var head = first.makeIterator()
      let all = AnyIterator { head.next() ?? source.next() }
      return AnyIterator(SortedRuns(all, of: body, by: precedes))
    }
    // Bodies that may not be named come last; they are kept apart without a word of theirs.
    let names = Dictionary(first.map { (body($0), $0.organisation("addressee")?.introduced) }) { one, _ in one }
    let bodies = names.sorted { left, right in
      left.value == right.value ? left.key < right.key : Alphabet.precedes(left.value, right.value)
    }
    let places = Dictionary(uniqueKeysWithValues: bodies.enumerated().map { ($0.element.key, $0.offset) })
    let sorted = first.sorted { left, right in
      let (one, other) = (places[body(left)] ?? 0, places[body(right)] ?? 0)
      return one == other ? precedes(left, right) : one < other
    }
    return AnyIterator(sorted.makeIterator())
  }
}
