import Records
import ReportDocument

/// Columns of a table of recommendations, of which a format picks those that its donor asks for. Their titles are the
/// table's labels `<key>.text`, `<key>.addressee` …, or else the kit's words (`recommendation.…`).
public struct RecommendationFields<Row> {
  private let words: Words
  private let recommendation: (Row) -> FollowedRecommendation

  /// Columns of rows that hold a recommendation each.
  public init(_ words: Words, _ recommendation: @escaping (Row) -> FollowedRecommendation) {
    self.words = words
    self.recommendation = recommendation
  }

  /// What is recommended.
  public func text(width: Int = 10) -> TableField<Row> { field("text", width) { $0.row.value("text") } }

  /// The body that it addresses.
  public func addressee(_ form: OrganisationName.Form = .short, width: Int = 5) -> TableField<Row> {
    field("addressee", width) { .text($0.row.organisationText("addressee", form)) }
  }

  /// Of which kind it is.
  public func type(width: Int = 3) -> TableField<Row> { field("type", width) { .text($0.row.label("type")) } }

  /// How urgent it is.
  public func priority(width: Int = 3) -> TableField<Row> {
    field("priority", width) { .text($0.row.label("priority")) }
  }

  /// The theme of its finding.
  public func theme(width: Int = 4) -> TableField<Row> { field("theme", width) { .text($0.row.label("theme")) } }

  /// The region of its finding, of rows that select `region`.
  public func region(width: Int = 4) -> TableField<Row> { field("region", width) { .text($0.row.label("region")) } }

  /// The title of its finding.
  public func finding(width: Int = 6) -> TableField<Row> { field("finding", width) { $0.row.value("title") } }

  /// The report's own number of its finding, where that is printed too.
  public func finding(width: Int = 3, number: @escaping (Row) -> Int?) -> TableField<Row> {
    TableField(.number, .shared("recommendation", "finding"), width) { RichText([.number(number($0))]) }
  }

  /// The node of a plan that takes it up, by its code.
  public func node(width: Int = 3) -> TableField<Row> { field("node", width) { .text($0.row.string("node") ?? "—") } }

  /// The day by which it should be done.
  public func due(width: Int = 3) -> TableField<Row> { field("due", width, .date) { .date($0.dueOn) } }

  /// By how many days it is late.
  public func daysLate(width: Int = 3) -> TableField<Row> { field("late", width, .number) { .number($0.daysLate) } }

  /// What each body says, in short.
  public func position(width: Int = 4) -> TableField<Row> {
    field("position", width) { recommendation in
      let answers = recommendation.responses.map { recommendation.answer($0, words) }
      return .lines(answers.isEmpty ? [words["recommendationPositions.none"]] : answers)
    }
  }

  /// Where it stands, and whether it is late.
  public func status(width: Int = 4) -> TableField<Row> {
    field("status", width) { recommendation in
      let late = recommendation.daysLate.map { _ in words["recommendation.overdue"] }
      return .lines([recommendation.statusText(words), late].compactMap { $0 })
    }
  }

  /// The day on which it was last looked at.
  public func checkedOn(width: Int = 3) -> TableField<Row> {
    field("checkedOn", width, .date) { .date($0.latest?.date("asOf")) }
  }

  /// What was seen then.
  public func seen(width: Int = 6) -> TableField<Row> {
    field("seen", width) { $0.latest?.value("text") ?? .missing }
  }

  /// What each body answers in full, and what the auditor says to it.
  public func answers(width: Int = 8) -> TableField<Row> {
    rich("answers", width) { recommendation in
      .lines(
        recommendation.responses.flatMap { response -> [InlineValue?] in
          let reply = recommendation.reply(to: response)
          return [
            .strong(recommendation.answer(response, words)), response.value("text"), response.value("actionPlan"),
            reply == .missing ? nil : .text(words["recommendation.reply"]), reply,
          ]
        }, or: words["recommendationPositions.none"])
    }
  }

  /// How far it has come in full: its status, how much is done, whether it is late, what was seen and by whom.
  public func progress(width: Int = 8) -> TableField<Row> {
    rich("status", width) { recommendation in
      let check = recommendation.latest
      let done = check?.integer("progressPercent").map { words["recommendation.progress", ["percent": "\($0)"]] }
      return .lines([
        .strong(recommendation.statusText(words)), done.map { .text($0) },
        recommendation.daysLate.map { _ in .strong(words["recommendation.overdue"]) }, check?.value("text"),
        check?.organisationText("assessedBy").map { .text(words["recommendation.checkedBy", ["body": $0]]) },
      ])
    }
  }

  /// The documents that the latest look rests on.
  public func evidence(_ documents: CitedEvidence, width: Int = 6) -> TableField<Row> {
    field("evidence", width) { recommendation in
      guard let check = recommendation.latest else { return .missing }
      let keys = recommendation.evidence
      if keys.isEmpty { return check.isWithheld("evidence") ? check.withheld : .missing }
      return .lines(keys.map { documents.reference($0) ?? words["recommendation.unnamedEvidence"] })
    }
  }

  private func field(
    _ name: String, _ width: Int, _ kind: TableColumn.Kind = .text,
    _ value: @escaping (FollowedRecommendation) -> InlineValue
  ) -> TableField<Row> {
    TableField(kind, .shared("recommendation", name), width) { [recommendation] in
      RichText([value(recommendation($0))])
    }
  }

  private func rich(
    _ name: String, _ width: Int, _ value: @escaping (FollowedRecommendation) -> RichText
  ) -> TableField<Row> {
    TableField(.text, .shared("recommendation", name), width) { [recommendation] in value(recommendation($0)) }
  }
}

extension RecommendationFields where Row == FollowedRecommendation {
  /// Columns of rows that are recommendations.
  public init(_ words: Words) { self.init(words) { $0 } }
}

extension FollowedRecommendation {
  /// Its status as it is printed, or that nobody has looked.
  func statusText(_ words: Words) -> String { latest?.label("status") ?? words["recommendationStatuses.none"] }

  /// What an answer says, as it is printed.
  func positionText(_ response: InputRow, _ words: Words) -> String {
    let isAsRecorded = position(of: response) == response.string("position")
    return isAsRecorded ? response.label("position") ?? "" : words["recommendationPositions.fallenDue"]
  }

  /// What an answer says, behind the body that gave it where there are several.
  fileprivate func answer(_ response: InputRow, _ words: Words) -> String {
    let position = positionText(response, words)
    let body = responses.count > 1 ? response.organisationText("organisation") : nil
    return body.map { words["recommendation.answer", ["body": $0, "position": position]] } ?? position
  }

  /// What the auditor had said to an answer by the day.
  fileprivate func reply(to response: InputRow) -> InlineValue {
    if let asOf, let repliedOn = response.date("auditorReplyOn"), asOf < repliedOn { return .missing }
    return response.value("auditorReply")
  }
}
