/// What somebody may do. There is no order among roles: none includes another.
public enum Role: String, Sendable, CaseIterable {
  /// Submits records, and reads those of the own team.
  case submitter
  /// Reviews the records of others and requests reports.
  case reviewer
  /// Requests reports; reads no records.
  case donor
  /// Reads records, reports and the audit trail; changes nothing.
  case auditor
  /// Issues and revokes tokens and reads the audit trail; reads no records and no reports.
  case administrator
}
