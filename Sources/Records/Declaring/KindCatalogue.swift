/// The kinds that a server knows.
public final class KindCatalogue: Sendable {
  /// In the order in which documentation shows them.
  public let kinds: [RecordKind]
  /// What queries read: the records of each kind, and the rows of its parts.
  public let sources: [RecordSource]

  /// A catalogue of kinds with different names.
  public init(_ kinds: [RecordKind]) {
    self.kinds = kinds
    precondition(Set(kinds.map(\.name)).count == kinds.count)
    sources = kinds.flatMap { kind in
      [RecordSource(kind)] + kind.parts.map { RecordSource(kind, part: $0) }
    }
  }

  /// The names, in order.
  public var names: [String] { kinds.map(\.name) }

  /// The kind of a name. Names are so short that comparing them all is quicker than a hash.
  public func kind(_ name: String) -> RecordKind? { kinds.first { $0.name == name } }

  /// The source of a name.
  public func source(_ name: String) -> RecordSource? { sources.first { $0.name == name } }

  /// The kinds so ordered that those along whose references levels flow stand before those to which they flow.
  public var parentsFirst: [RecordKind] {
    var ordered: [RecordKind] = []
    func place(_ kind: RecordKind) {
      guard !ordered.contains(kind) else { return }
      for name in kind.levelReferences.flatMap({ $0.type.reference?.kinds ?? [] }) where name != kind.name {
        if let parent = self.kind(name) { place(parent) }
      }
      ordered.append(kind)
    }
    for kind in kinds { place(kind) }
    return ordered
  }
}
