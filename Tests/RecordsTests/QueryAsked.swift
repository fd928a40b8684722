import Records
import Testing

/// What can be asked of a source, by the declarations.
struct Asked: Sendable, CustomTestStringConvertible {
  let source: RecordSource
  /// The names to filter and group by, with their codes.
  let dimensions: [(name: String, codes: CodeList?)]
  let measures: [String]
  /// Names that no report may show or tell by their order.
  let hidden: [String]

  var testDescription: String { source.name }

  static let sources = KindCatalogue.standard.sources.map(Asked.init)

  init(_ source: RecordSource) {
    self.source = source
    var dimensions: [(String, CodeList?)] = []
    func add(_ name: String, _ codes: CodeList?) {
      if !dimensions.contains(where: { $0.0 == name }) { dimensions.append((name, codes)) }
    }
    let holders = [source.part?.object, source.kind.object].compactMap { $0 }
    for object in holders {
      for field in Self.flat(object) where field.isDimension && !(object === source.part?.object && field.type.isList) {
        add(field.name, field.type.codeList)
        for grouping in field.groupings { add(grouping.name, grouping.codes) }
      }
      if object === source.part?.object { add(source.kind.name, nil) }
    }
    if !source.kind.days.isEmpty { add("year", nil) }
    self.dimensions = dimensions
    measures = Self.measures(source, holders)
    let visible = Set(holders.flatMap(Self.flat).filter { $0.visibility.level != nil }.map(\.name))
    hidden = Set(
      holders.flatMap(Self.all).filter { $0.visibility.level == nil && !$0.visibility.tellsOfPeople }.map(\.name)
    ).filter { name in !visible.contains(name) && !dimensions.contains { $0.0 == name } }.sorted()
  }

  private static func measures(_ source: RecordSource, _ holders: [ObjectType]) -> [String] {
    var names = holders[0].fields.compactMap { $0.measure?.name }
    for occurrences in holders[0].fields.compactMap(\.occurrences) {
      names += [occurrences.all, occurrences.different]
    }
    if source.part.map({ $0.field.visibility.level != nil }) ?? true { names.append("count") }
    if source.part != nil { names.append(source.kind.name + "s") }
    for object in holders {
      for field in object.fields where field.isDimension && !field.type.isList && field.isColumn {
        if let kind = field.type.reference?.kinds.first { names.append(kind + "s") }
      }
    }
    return Set(names).sorted()
  }

  /// The fields of an object and of the objects within it, but not of lists.
  private static func flat(_ object: ObjectType) -> [Field] {
    object.fields.flatMap { field -> [Field] in
      if case .object(let inner) = field.type { return flat(inner) }
      return [field]
    }
  }

  /// The fields at any depth.
  private static func all(_ object: ObjectType) -> [Field] {
    object.fields.flatMap { field in [field] + (field.type.objectType.map(all) ?? []) }
  }
}
