/// What a query reads: the records of one kind, or the elements of a part of them.
public final class RecordSource: Sendable {
  /// The name in a query.
  public let name: String
  /// The kind of the records that hold the rows.
  public let kind: RecordKind
  /// The part whose elements the rows are; nil where a row is a record.
  public let part: RecordPart?
  /// What rows can be filtered and grouped by.
  public let dimensions: [RecordDimension]
  /// What rows can be counted as.
  public let measures: [RecordMeasure]
  /// The sums and latest values of fields that rows can be summarised by, besides counts.
  public let figures: [RecordMeasure]
  /// The names that a listing may select, besides `key` and `revision`, which every row has.
  public let selectable: [String]
  /// The names that rows may be ordered by.
  public let orderable: [String]

  /// Whether single rows may be listed. Rows that count people may only be summed, after suppression.
  public var isListable: Bool { part?.field.visibility.level != nil || part == nil }

  init(_ kind: RecordKind, part: RecordPart? = nil) {
    self.kind = kind
    self.part = part
    name = part?.name ?? kind.name
    dimensions = RecordDimension.of(kind, part)
    measures = RecordMeasure.of(kind, part)
    figures = RecordMeasure.figures(of: kind, part)
    selectable = Self.selectable(kind, part)
    orderable = Self.orderable(kind, part, dimensions)
  }

  /// The dimension of a name.
  public func dimension(_ name: String) -> RecordDimension? { dimensions.first { $0.name == name } }

  /// A field of the rows' own: of the part's element where the rows are elements.
  public func field(_ name: String) -> Field? { (part?.object ?? kind.object).field(name) }

  /// Whether a filter of a name, or a grouping by it, tells of people, so that counts under it are suppressed.
  public func tellsOfPeople(_ name: String) -> Bool { dimension(of: name)?.isAboutPeople ?? false }

  /// The lowest level at which rows may be filtered, grouped or ordered by a name.
  func level(of name: String) -> ConfidentialityLevel {
    if let dimension = dimension(of: name) { return dimension.level }
    return (part?.object.field(name) ?? kind.object.field(name))?.visibility.levelOfUse ?? .public
  }

  /// Filters by day use what the year is taken from.
  private func dimension(of name: String) -> RecordDimension? {
    let isDay = name == RecordQuery.Filter.notBefore || name == RecordQuery.Filter.notAfter
    return dimension(isDay ? "year" : name)
  }

  private static func selectable(_ kind: RecordKind, _ part: RecordPart?) -> [String] {
    let shown = kind.object.fields.filter { $0.visibility.level != nil && $0.part == nil || $0.isListablePart }
    let own = shown.map(\.name).filter { !["kind", "programme", "key"].contains($0) }
    guard let part else { return own }
    guard part.field.visibility.level != nil else { return [] }
    let fields = part.object.fields.filter { $0.visibility.level != nil }.map(\.name).filter { $0 != "key" }
    let lifted = kind.object.fields.flatMap { field -> [String] in
      guard case .object(let inner) = field.type else { return [] }
      return inner.fields.filter { $0.isDimension }.map(\.name)
    }
    var names = fields + [kind.name]
    for name in own + lifted where name != part.field.name && !names.contains(name) { names.append(name) }
    return names
  }

  private static func orderable(
    _ kind: RecordKind, _ part: RecordPart?, _ dimensions: [RecordDimension]
  ) -> [String] {
    var names = ["key"] + dimensions.filter { !$0.isMultiple }.map(\.name)
    for field in (part?.object.fields ?? []) + kind.object.fields
    where field.isOrderable && !names.contains(field.name) {
      names.append(field.name)
    }
    return names
  }
}

extension Field {
  fileprivate var isListablePart: Bool { part != nil && visibility.level != nil }
}

extension RecordSource: Hashable {
  /// Sources are equal if they are the same declaration.
  public static func == (left: RecordSource, right: RecordSource) -> Bool { left === right }

  /// Hashes the declaration's identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
