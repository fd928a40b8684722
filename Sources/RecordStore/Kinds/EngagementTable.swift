import Records

extension KindTable {
  static let engagement = KindTable(
    .engagement,
    columns: [
      .text("engagement_type") { $0.engagement?.engagementType },
      .day("starts_on") { $0.engagement?.startsOn },
      .day("ends_on") { $0.engagement?.endsOn },
      .text("region") { $0.engagement?.place?.region },
      .text("cercle") { $0.engagement?.place?.cercle },
      .text("theme") { $0.engagement?.theme },
      .text("actor_family") { $0.engagement?.actorFamily },
    ],
    child: ChildTable(
      name: "participation", parentColumn: "engagement_key",
      columns: [("sex", .text), ("age_band", .text), ("stakeholder_group", .text), ("people", .int4)]
    ) { record in
      record.engagement?.participation.map { cell in
        [.text(cell.sex), .text(cell.ageBand), .text(cell.group), .integer(Int32(clamping: cell.count))]
      } ?? []
    },
    isParent: true)
}

extension AnyRecord {
  fileprivate var engagement: Engagement? {
    guard case .engagement(let record) = self else { return nil }
    return record
  }
}
