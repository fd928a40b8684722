/// The kinds of record. A new kind is one file in `Kinds` and one line in each of the three lists below, which the
/// compiler asks for one after the other.
public enum RecordKind: String, CaseIterable, Sendable {
  /// See ``Programme``, ``Organisation``, ``Engagement``, ``Finding`` and ``Narrative``.
  case programme, organisation, engagement, finding, narrative

  /// The kind's fields, those of the head first.
  public var fields: [FieldDescription] { reader.fields }

  var reader: KindReader {
    switch self {
    case .programme: KindReader(Programme.self) { .programme($0) }
    case .organisation: KindReader(Organisation.self) { .organisation($0) }
    case .engagement: KindReader(Engagement.self) { .engagement($0) }
    case .finding: KindReader(Finding.self) { .finding($0) }
    case .narrative: KindReader(Narrative.self) { .narrative($0) }
    }
  }
}

/// A record of any kind.
public indirect enum AnyRecord: Sendable {
  /// A programme, its grants, partners and targets.
  case programme(Programme)
  /// An organisation.
  case organisation(Organisation)
  /// An event at which people were met.
  case engagement(Engagement)
  /// A finding and its recommendations.
  case finding(Finding)
  /// Prose for one section of a donor's report.
  case narrative(Narrative)

  /// The record as its kind.
  public var value: any Record {
    switch self {
    case .programme(let record): record
    case .organisation(let record): record
    case .engagement(let record): record
    case .finding(let record): record
    case .narrative(let record): record
    }
  }
}
