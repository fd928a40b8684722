/// A reference along which a listing reads fields of the record referred to, as that record's own row would show them.
public struct RecordFollow: Sendable, Equatable {
  /// The field that refers to one record of one kind.
  public let reference: Field
  /// The record referred to.
  public let source: RecordSource
  /// The fields read of it.
  public let select: [String]

  /// References are equal if they are the same declaration.
  public static func == (left: RecordFollow, right: RecordFollow) -> Bool {
    left.reference === right.reference && left.source == right.source && left.select == right.select
  }
}

extension RecordSource {
  /// The rows' references that can be followed: to one record, of one kind.
  var followable: [Field] {
    (part?.object ?? kind.object).fields.filter { field in
      guard case .reference(let reference) = field.type else { return false }
      return field.visibility.level != nil && reference.kinds.count == 1
    }
  }

  /// What can be read along a reference. Words of people are listed with their record, which counts those withheld.
  var selectableAlong: [String] { selectable.filter { kind.object.field($0)?.visibility.consent == nil } }
}

/// That rows are wanted to which no record of a kind refers, as far as a report may show such a record.
public struct RecordMissing: Sendable, Equatable {
  /// The kind that is missing.
  public let kind: RecordKind
  /// Its fields that refer to the rows' records; any of them counts.
  public let references: [Field]
  /// Its field that tells which element of the record it is about; nil where rows are records.
  public let element: Field?

  /// The lowest level at which one may know what refers to what, and when.
  var level: ConfidentialityLevel {
    let days = kind.days.compactMap { day in
      if case .field(let name) = day { kind.object.field(name) } else { nil }
    }
    return (references + [element].compactMap { $0 } + days).map(\.visibility.levelOfUse).max() ?? .public
  }

  /// How records of a kind can refer to a source's rows; nil if they cannot.
  init?(_ kind: RecordKind, of source: RecordSource) {
    let fields = kind.object.fields.filter { $0.visibility.level != nil && !$0.visibility.tellsOfPeople }
    references = fields.filter { $0.type.reference?.kinds.contains(source.kind.name) == true }
    // By the names of the declarations: a field `recommendation` holds the key of one in the list `recommendation`.
    element = source.part.flatMap { part in
      fields.first { field in if case .key = field.type { field.name == part.name } else { false } }
    }
    guard !references.isEmpty, source.part == nil || element != nil else { return nil }
    self.kind = kind
  }

  /// References are equal if they are the same declarations.
  public static func == (left: RecordMissing, right: RecordMissing) -> Bool {
    left.kind == right.kind && left.references.map(\.name) == right.references.map(\.name)
      && left.element?.name == right.element?.name
  }
}
