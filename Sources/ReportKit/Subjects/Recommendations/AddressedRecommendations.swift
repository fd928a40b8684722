import Records
import ReportDocument

extension ReportBuilder {
  /// Recommendations under the body that each addresses, the most urgent first: by priority, then by the day due, then by
  /// the finding. What bears none of these comes last.
  ///
  /// - Parameters:
  ///   - rows: recommendations that come by their addressees, with `region` of their finding.
  ///   - numbers: the report's own number of each finding, by its key.
  public mutating func recommendations(
    _ rows: some Sequence<InputRow>, byAddressee numbers: [String: Int]
  ) throws {
    func number(_ row: InputRow) -> Int? { row.string("finding").flatMap { numbers[$0] } }
    func rank(_ row: InputRow) -> (Int, Int, Int, String) {
      let priority = row.string("priority").flatMap { CodeLists.priority.index(of: $0) } ?? Int.max
      let due = row.date("dueOn").map { Int($0.daysSince2000) } ?? Int.max
      return (priority, due, number(row) ?? Int.max, row.string("key") ?? "")
    }
    let sorted = SortedRuns(rows, of: { $0.string("addressee") }, by: { rank($0) < rank($1) })
    let fields = RecommendationFields<InputRow>(words) { FollowedRecommendation($0) }
    try table(
      "addressedRecommendations", of: sorted, missing: "recommendation",
      grouped: { [words] in $0.organisationText("addressee", .introduced) ?? words["recommendation.noAddressee"] },
      [
        fields.text(width: 11), fields.region(), fields.finding(width: 3, number: number), fields.type(width: 5),
        fields.priority(), fields.due(width: 4),
      ])
  }
}
