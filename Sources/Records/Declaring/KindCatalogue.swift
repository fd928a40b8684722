/// The kinds that a server knows.
public final class KindCatalogue: Sendable {
  /// In the order in which documentation shows them.
  public let kinds: [RecordKind]
  /// Those along whose references levels flow stand before those to which they flow.
  public let parentsFirst: [RecordKind]
  /// What queries read: the records of each kind, and the rows of its parts.
  public let sources: [RecordSource]

  /// A catalogue of kinds with different names, along whose references no level flows back to where it came from.
  public init(_ kinds: [RecordKind]) {
    self.kinds = kinds
    precondition(Set(kinds.map(\.name)).count == kinds.count)
    parentsFirst = Self.parentsFirst(kinds)
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

  private static func parentsFirst(_ kinds: [RecordKind]) -> [RecordKind] {
    var ordered: [RecordKind] = []
    func place(_ kind: RecordKind, below path: [RecordKind]) {
      guard !ordered.contains(kind) else { return }
      let names = (path + [kind]).map(\.name)
      precondition(!path.contains(kind), "A level flows back to where it came from: \(names).")
      for name in kind.levelReferences.flatMap({ $0.type.reference?.kinds ?? [] }) {
        if let parent = kinds.first(where: { $0.name == name }) { place(parent, below: path + [kind]) }
      }
      ordered.append(kind)
    }
    for kind in kinds { place(kind, below: []) }
    return ordered
  }
}
