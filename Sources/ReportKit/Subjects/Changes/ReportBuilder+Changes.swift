import ReportDocument

extension ReportBuilder {
  /// What differs from what was signed, with the reasons; without anything, a sentence says so. What a change agreed with the
  /// donor tells of is not told again from where else it is recorded, since there it has no approval and would look as if it
  /// had none. Tells the requester of changes that were agreed on no known day.
  ///
  /// - Parameter isGrouped: whether the changes stand under the names of where they are recorded.
  public mutating func changes(_ changes: [SignedChange], grouped isGrouped: Bool = false) throws {
    guard !changes.isEmpty else { return try nothing("changes.none") }
    let words = words
    let agreed = changes.filter { $0.source == .agreed }
    let changes = changes.filter { change in !agreed.contains { change.isTold(by: $0) } }
    let fields: [TableField<SignedChange>] = [
      .text("item", width: 6) { $0.item ?? .text(words["changes.amount"]) }, .text("signed", width: 4) { $0.signed },
      .text("revised", width: 4) { $0.revised }, .text("reason", width: 7) { $0.reason },
      .date("approved", width: 3) { $0.approved ?? .text(words["changes.noApproval"]) },
    ]
    if isGrouped {
      try table(
        "changes", of: changes, missing: "programme.changes",
        grouped: { words["changes.groups.\($0.source.rawValue)"] }, fields)
    } else {
      try table("changes", of: changes, missing: "programme.changes", fields)
    }
    if changes.contains(where: { $0.approved == .missing }) {
      try diagnose(.warning, words["changes.incomplete"], path: "programme.changes.approvedOn")
    }
  }
}
