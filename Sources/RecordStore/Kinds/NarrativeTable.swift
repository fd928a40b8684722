import Records

extension KindTable {
  static let narrative = KindTable(
    .narrative,
    columns: [
      .text("report") { $0.narrative?.report },
      .text("section") { $0.narrative?.section },
      .text("grant_number") { $0.narrative?.grant },
      .day("period_start") { $0.narrative?.periodStart },
      .day("period_end") { $0.narrative?.periodEnd },
    ])
}

extension AnyRecord {
  fileprivate var narrative: Narrative? {
    guard case .narrative(let record) = self else { return nil }
    return record
  }
}
