/// One kind of record, declared in one place. Reading, canonical text, columns, visibility, queries, schema and
/// documentation derive from the declaration.
public final class RecordKind: Sendable {
  /// The value of the field `kind`, in lower snake case; its table's name too.
  public let name: String
  /// The name in English.
  public let en: String
  /// The name in French.
  public let fr: String
  /// What a record of the kind is, in one sentence.
  public let meaning: String
  /// The fields, those of every kind first, and the rules between them.
  public let object: ObjectType
  /// What must hold before a reviewer may validate a record; its sender is warned until then.
  public let reviewRules: [Rule]
  /// When a record of the kind closes what another one asked for; nil if none does.
  public let closing: RecordClosing?
  /// Where the day of a record stands: the first that is there counts. Empty for kinds without a day.
  public let days: [RecordDay]
  /// Whether records that all programmes share stand in reports beside a programme's own.
  public let isShared: Bool
  /// Valid records, the fullest first, as lines of JSON.
  public let examples: [String]
  /// The typed columns of the kind's table, and where their values stand.
  public let layout: ColumnLayout
  /// The lists whose elements are rows of a source of their own.
  public let parts: [RecordPart]

  /// A kind.
  ///
  /// - Parameters:
  ///   - fields: the kind's own fields; those of every kind come before them.
  ///   - rules: what the fields must agree on.
  public init(
    _ name: String, en: String, fr: String, _ meaning: String, isShared: Bool = false, days: [RecordDay],
    fields: [Field], rules: [Rule] = [], reviewRules: [Rule] = [], closing: RecordClosing? = nil,
    examples: [String]
  ) {
    self.name = name
    self.en = en
    self.fr = fr
    self.meaning = meaning
    self.days = days
    self.reviewRules = reviewRules
    self.closing = closing
    self.isShared = isShared
    self.examples = examples
    object = ObjectType(RecordHead.fields + fields, rules: rules)
    layout = ColumnLayout(object, isPart: false)
    parts = object.fields.enumerated().compactMap { RecordPart($1, at: $0) }
  }

  /// The typed columns of the kind's table.
  public var columns: [RecordColumn] { layout.columns }

  /// The kind's own fields, without those of every kind.
  public var ownFields: ArraySlice<Field> { object.fields.dropFirst(RecordHead.fields.count) }

  /// The references along which a level flows down to records of this kind.
  public var levelReferences: [Field] {
    object.fields.filter { field in
      if case .reference(let reference) = field.type { reference.carriesLevel } else { false }
    }
  }
}

/// The elements of a list, as rows that are counted and listed on their own.
public struct RecordPart: Sendable {
  /// The name of the part's table and source, in lower snake case.
  public let name: String
  /// The list.
  public let field: Field
  /// The elements' type.
  public let object: ObjectType
  /// The typed columns of the part's table, and where their values stand.
  public let layout: ColumnLayout
  private let place: Int

  init?(_ field: Field, at place: Int) {
    guard let name = field.part, let object = field.type.objectType else { return nil }
    self.name = name
    self.field = field
    self.object = object
    self.place = place
    layout = ColumnLayout(object, isPart: true)
  }

  /// The typed columns of the part's table.
  public var columns: [RecordColumn] { layout.columns }

  /// The elements in a record, in their order.
  public func elements(of record: Record) -> [RecordValue] { record.root.member(at: place)?.elements ?? [] }
}

/// One place in which the day of a record may stand.
public enum RecordDay: Sendable {
  /// A date of the record itself.
  case field(String)
  /// A date of the record that a field refers to.
  case through(String, field: String)
}

extension RecordKind: Hashable {
  /// Kinds are equal if they are the same declaration.
  public static func == (left: RecordKind, right: RecordKind) -> Bool { left === right }

  /// Hashes the declaration's identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
