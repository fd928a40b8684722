/// That a record's restricted texts were erased at the end of their time.
public struct TextErasure: Sendable, Equatable {
  /// Who did it.
  public let by: String
  /// When, ISO 8601 in UTC, to the second.
  public let at: String

  /// nil for a record that has its texts.
  init?(by: String?, at: String?) {
    guard let by, let at else { return nil }
    self.by = by
    self.at = at
  }
}

/// That a record was taken out of reports.
public struct RecordWithdrawal: Sendable, Equatable {
  /// Who did it.
  public let by: String
  /// When, ISO 8601 in UTC, to the second.
  public let at: String
  /// Why, if it was said.
  public let reason: String?

  /// nil for a record that is not withdrawn.
  init?(by: String?, at: String?, reason: String?) {
    guard let by, let at else { return nil }
    self.by = by
    self.at = at
    self.reason = reason
  }
}
