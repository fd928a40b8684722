import Disclosure
public import JSONBytes
import Postgres
public import Records

/// The organisations that a report may name, by their keys: those of its programme, else those that all programmes share.
public struct NamedOrganisations: Sendable {
  private struct Named: Sendable {
    let name: JSONValue
    let acronym: String?
    let source: SourceRecord
  }

  /// No organisation, for reports that name none.
  public static let none = NamedOrganisations()

  private var named: [String: Named] = [:]

  private init() {}

  /// Reads those that a reader of the snapshot's level may see. One of the programme's own stands before a shared one of
  /// the same key, also where it may not be named.
  private init(
    _ query: RecordQuery, _ ownKeys: Set<String>, _ programme: SnapshotProgramme, on connection: Connection
  ) async throws {
    let source = query.source
    let listing = ListingRow(source, select: Self.select, scope: programme.scope)
    let found = FoundOrganisations()
    try await connection.forEachRow(
      CompiledQuery(query, in: programme).listing(select: Self.select), batch: SnapshotLimits.batchRows
    ) { rows in
      for row in rows {
        let listed = try ListedBody(row)
        guard listed.programme == programme.number || !ownKeys.contains(listed.key),
          let json = try listing.row(of: listed)?.json
        else { continue }
        let row = try JSONValue(parsing: json)
        guard let name = row["name"] else { continue }
        let acronym = row["acronym"]?.string
        let source = SourceRecord(kind: source.kind.name, programme: listed.programme, key: listed.key)
        try await found.add(listed.key, Named(name: name, acronym: acronym, source: source))
      }
    }
    named = await found.named
  }

  /// Those that a reader of the snapshot's level may see, read anew where they have changed.
  static func current(
    _ programme: SnapshotProgramme, on connection: Connection, _ cache: VersionedCache<CacheKey, NamedOrganisations>
  ) async throws -> NamedOrganisations {
    guard let source = programme.kinds.source(RecordKind.organisation.name) else { return .none }
    let query = RecordQuery(name: source.name, source: source, filters: [], shape: .listing(select: select))
    let own = try await connection.query(
      "SELECT key FROM \(identifier: source.kind.name) WHERE programme_id = \(programme.number)")
    let ownKeys = Set(try own.rows.map { try $0.value(at: 0, as: String.self) })
    let version = try await CompiledQuery(query, in: programme).dataVersion(on: connection)
    let key = CacheKey(programme: programme.number, scope: programme.scope, own: ownKeys)
    return try await cache.value(key, version: version) {
      try await NamedOrganisations(query, ownKeys, programme, on: connection)
    }
  }

  private static let select = ["name", "acronym"]

  /// Of what they are.
  struct CacheKey: Hashable {
    let programme: Int32
    let scope: AccessScope
    /// The keys of the programme's own organisations, also of those that no report may use.
    let own: Set<String>
  }

  /// The organisation's name in a language, or else in the other one, and its acronym; nil for one that is not named.
  public func label(_ key: String, in language: Language) -> JSONValue? {
    guard let organisation = named[key],
      let name = organisation.name.string ?? organisation.name[language.rawValue]?.string
        ?? organisation.name[language.other.rawValue]?.string
    else { return nil }
    var label: JSONObject = ["name": .string(name)]
    if let acronym = organisation.acronym { label["acronym"] = .string(acronym) }
    return .object(label)
  }

  /// The record that an organisation's name is from.
  public func source(of key: String) -> SourceRecord? { named[key]?.source }

  private actor FoundOrganisations {
    private(set) var named: [String: Named] = [:]

    func add(_ key: String, _ organisation: Named) throws {
      guard named.count < SnapshotLimits.organisations else { throw SnapshotFault.tooManyOrganisations }
      named[key] = organisation
    }
  }
}

extension ReportSnapshot {
  /// The organisations that the report may name.
  public func organisations() async throws -> NamedOrganisations {
    try await NamedOrganisations.current(programme, on: connection, organisationNames)
  }
}
