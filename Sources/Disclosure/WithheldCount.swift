public import Records

/// Roughly how many items a report leaves out for one reason.
public struct WithheldCount: Sendable, Hashable {
  /// A code of ``Records/CodeLists/withholdReason``.
  public let reason: String
  /// Roughly how many items are left out.
  public let count: ApproximateCount

  /// A count of items left out.
  public init(reason: WithholdReason, count: ApproximateCount) {
    self.reason = reason.code
    self.count = count
  }

  /// The reason for a reader of `language`.
  public func label(in language: Language) -> String {
    CodeLists.withholdReason.label(reason, language) ?? reason
  }
}
