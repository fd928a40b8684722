public import ReportDocument

extension InputRow {
  /// Why something was changed, or else what is remarked on it; a dash without either.
  public var reason: InlineValue {
    ["changeReason", "reason", "comment"].map(value).first { $0 != .missing } ?? "—"
  }
}
