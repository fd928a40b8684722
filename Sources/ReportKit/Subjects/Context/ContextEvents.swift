import Records
import ReportDocument

/// What happened in the country, which all programmes share.
extension ReportBuilder {
  /// Events of the context that began or ended in some days, by their first day, with their source: reads the input of
  /// ``InputQuery/contextEvents``. Of very many the first are listed and the others counted.
  public mutating func contextEvents(in days: ReportPeriod) throws {
    var events = BoundedRows(limit: 500)
    for row in try inputs.rows(of: "events") {
      guard let first = row.partialDate("happenedOn")?.firstDay else { continue }
      let last = row.partialDate("happenedUntil")?.lastDay
      if days.covers(first, nil) || last.map({ days.covers($0, nil) }) ?? false { events.add(row) }
    }
    func first(_ row: InputRow) -> Int32 { row.partialDate("happenedOn")?.firstDay.daysSince2000 ?? .min }
    let words = words
    try table(
      "events", of: events.listed.sorted { first($0) < first($1) }, missing: "evidence",
      [
        .text("date", width: 5) { row in
          let days = ["happenedOn", "happenedUntil"].compactMap(row.partialDateText).joined(separator: " – ")
          return .text(row.flag("approximate") == true ? words["events.about", ["days": days]] : days)
        },
        .text("event", width: 9) { $0.value("title") }, .text("theme", width: 5) { .text($0.label("theme")) },
        .text("source", width: 7) { $0.citation(words) },
      ])
    try unlisted(events)
  }
}

extension InputQuery {
  /// Events of the context: input `events`, which ``ReportBuilder/contextEvents(in:)`` reads. They are of all days, since one
  /// that began before a period may end within it.
  public static let contextEvents = listing(
    "events", from: "evidence", where: ["evidenceType": ["context_event"]],
    select: [
      "title", "description", "happenedOn", "happenedUntil", "approximate", "theme", "source", "page", "language",
    ], orderBy: ["key"]
  ).outside(.period).labelled()
}
