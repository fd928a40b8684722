public import Records

/// The level that a record asks for by itself.
public enum OwnLevel {
  /// The highest of the record's own confidentiality and what its attribution mode asks for.
  ///
  /// Quotes do not raise the level: ``VisibleFields`` withholds each on its own.
  public static func of(_ record: Record) -> ConfidentialityLevel {
    guard let mode = record["attribution"] else { return record.confidentiality }
    return max(record.confidentiality, level(ofAttribution: mode, consentBasis: record["consentBasis"]))
  }

  private static func level(ofAttribution mode: RecordValue, consentBasis: RecordValue?) -> ConfidentialityLevel {
    if mode.equals("not_for_publication") { return .confidential }
    if mode.equals("named") { return consentBasis?.equals("written") == true ? .public : .confidential }
    return mode.equals("role_only") ? .restricted : .public
  }
}
