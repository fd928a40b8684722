import Records

extension KindTable {
  static let finding = KindTable(
    .finding,
    columns: [
      .text("origin") { $0.finding?.origin },
      .text("engagement_key") { $0.finding?.engagement },
      .text("assignment_key") { $0.finding?.assignment },
      .text("region") { $0.finding?.place?.region },
      .text("cercle") { $0.finding?.place?.cercle },
      .text("theme") { $0.finding?.theme },
      .text("programme_area") { $0.finding?.programmeArea },
      .text("severity") { $0.finding?.severity },
      .text("priority") { $0.finding?.priority },
      .text("agreement") { $0.finding?.agreement },
      .text("raised_by") { $0.finding?.raisedBy },
      .text("audit_category") { $0.finding?.auditCategory },
      .day("observed_on") { $0.finding?.observedOn },
    ],
    // A parent that has not arrived may be confidential, so it counts as such until it says otherwise.
    parentLevel: [
      """
      CASE WHEN i.engagement_key IS NULL THEN 0::int2 ELSE COALESCE((SELECT parent.effective_level \
      FROM engagement AS parent WHERE parent.programme_id = i.programme_id \
      AND parent.key = i.engagement_key), 3::int2) END
      """,
      "CASE WHEN i.assignment_key IS NULL THEN 0::int2 ELSE 3::int2 END",
    ],
    child: ChildTable(
      name: "recommendation", parentColumn: "finding_key",
      columns: [
        ("key", .text), ("position", .int4), ("addressee", .text), ("level", .text), ("type", .text),
        ("priority", .text), ("due_on", .date),
      ]
    ) { record in
      record.finding?.recommendations.enumerated().map { position, recommendation in
        [
          .text(recommendation.key), .integer(Int32(clamping: position)), .text(recommendation.addressee),
          .text(recommendation.level), .text(recommendation.type), .text(recommendation.priority),
          .day(recommendation.dueOn),
        ]
      } ?? []
    })
}

extension AnyRecord {
  fileprivate var finding: Finding? {
    guard case .finding(let record) = self else { return nil }
    return record
  }
}
