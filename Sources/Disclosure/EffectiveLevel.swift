public import Records

/// The level that a record truly has, whatever its sender asked for.
public enum EffectiveLevel {
  /// The highest of the record's own confidentiality and what its attribution mode asks for.
  ///
  /// Quotes do not raise the level: ``VisibleFields`` withholds each on its own.
  public static func own(of record: Record) -> ConfidentialityLevel {
    guard let mode = record["attribution"] else { return record.confidentiality }
    return max(record.confidentiality, level(ofAttribution: mode, consentBasis: record["consentBasis"]))
  }

  /// The level with the parents' taken in; a parent that has not arrived counts as confidential.
  ///
  /// - Parameter parents: the effective level of each record along whose reference a level flows, nil where it
  ///   dangles.
  public static func combined(
    own: ConfidentialityLevel, parents: [ConfidentialityLevel?]
  ) -> ConfidentialityLevel {
    parents.reduce(own) { max($0, $1 ?? .confidential) }
  }

  private static func level(ofAttribution mode: RecordValue, consentBasis: RecordValue?) -> ConfidentialityLevel {
    if mode.equals("not_for_publication") { return .confidential }
    if mode.equals("named") { return consentBasis?.equals("written") == true ? .public : .confidential }
    return mode.equals("role_only") ? .restricted : .public
  }
}
