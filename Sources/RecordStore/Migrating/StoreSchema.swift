public import Records

/// What a store keeps, and the steps that bring a database there. Whoever adds a kind of record adds both.
public struct StoreSchema: Sendable {
  /// The kinds of record.
  public let kinds: KindCatalogue
  let migrations: [Migration]

  /// This program's kinds and steps.
  public static let standard = StoreSchema(kinds: .standard, migrations: Migration.all)

  /// The schema with one kind more, made by one step more.
  public func adding(_ kind: RecordKind, migration script: String) -> StoreSchema {
    let version = (migrations.last?.version ?? 0) + 1
    return StoreSchema(
      kinds: KindCatalogue(kinds.kinds + [kind]),
      migrations: migrations + [Migration(version: version, name: kind.name, script: script)])
  }
}
