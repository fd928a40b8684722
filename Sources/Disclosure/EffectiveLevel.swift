public import Records

/// The level that a record truly has, whatever its sender asked for.
public enum EffectiveLevel {
  /// The highest of the record's own confidentiality and what its attribution mode asks for.
  ///
  /// Quotes do not raise the level: ``VisibleFields`` withholds each on its own.
  public static func own(of record: AnyRecord) -> ConfidentialityLevel {
    let asked = record.value.head.confidentiality
    guard case .finding(let finding) = record else { return asked }
    return max(asked, level(ofAttribution: finding.attribution, consentBasis: finding.consentBasis))
  }

  /// The level with the parents' taken in; a parent that has not arrived counts as confidential.
  ///
  /// - Parameter parents: the effective level of each of ``parents(of:)``, nil where it dangles.
  public static func combined(
    own: ConfidentialityLevel, parents: [ConfidentialityLevel?]
  ) -> ConfidentialityLevel {
    parents.reduce(own) { max($0, $1 ?? .confidential) }
  }

  /// The records whose level a record cannot fall below.
  public static func parents(of record: AnyRecord) -> [RecordParent] {
    guard case .finding(let finding) = record, let engagement = finding.engagement else { return [] }
    return [RecordParent(kind: .engagement, key: engagement)]
  }

  private static func level(ofAttribution mode: String?, consentBasis: String?) -> ConfidentialityLevel {
    switch mode {
    case "not_for_publication": .confidential
    case "named": consentBasis == "written" ? .public : .confidential
    case "role_only": .restricted
    default: .public
    }
  }
}

/// A record that another one belongs to, by key, within the same programme.
public struct RecordParent: Sendable, Hashable {
  /// The parent's kind.
  public let kind: RecordKind
  /// The parent's key; the parent may not have arrived.
  public let key: String

  /// A parent of the given kind and key.
  public init(kind: RecordKind, key: String) {
    self.kind = kind
    self.key = key
  }
}
