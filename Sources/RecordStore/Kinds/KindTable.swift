import Records

/// How the records of one kind are stored, as its declaration says: table, history, parts, and the statements that fill
/// them.
final class KindTable: Sendable {
  let kind: RecordKind
  /// The references along which a level flows down to this kind.
  let levelReferences: [LevelReference]
  /// Whether other kinds' levels follow this one's.
  let isParent: Bool
  let statements: IntakeStatements

  var name: String { kind.name }
  var historyName: String { kind.name + "_history" }
  var viewName: String { kind.name + "_reportable" }

  init(_ kind: RecordKind, in kinds: KindCatalogue) {
    self.kind = kind
    levelReferences = LevelReference.of(kind, in: kinds)
    let descents = LevelDescent.below(kind, in: kinds)
    isParent = !descents.isEmpty
    statements = IntakeStatements(kind, levelReferences, descents)
  }
}

/// The tables of all kinds.
final class KindTables: Sendable {
  let kinds: KindCatalogue
  /// Kinds along whose references levels flow stand before those to which they flow.
  let parentsFirst: [KindTable]
  private let byKind: [RecordKind: KindTable]

  init(_ kinds: KindCatalogue) {
    self.kinds = kinds
    parentsFirst = kinds.parentsFirst.map { KindTable($0, in: kinds) }
    byKind = Dictionary(uniqueKeysWithValues: parentsFirst.map { ($0.kind, $0) })
  }

  /// The table of a kind of the catalogue.
  subscript(kind: RecordKind) -> KindTable {
    guard let table = byKind[kind] else {
      preconditionFailure("The kind \(kind.name) is not one of this store's; open the store with its catalogue.")
    }
    return table
  }
}
