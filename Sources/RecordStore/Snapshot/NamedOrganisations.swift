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
  init(_ programme: SnapshotProgramme, on connection: Connection) async throws {
    guard let source = programme.kinds.source(RecordKind.organisation.name) else { return }
    let select = ["name", "acronym"]
    let query = RecordQuery(
      name: source.name, source: source, filters: [], shape: .listing(select: select))
    let own = try await connection.query(
      "SELECT key FROM \(identifier: source.kind.name) WHERE programme_id = \(programme.number)")
    let ownKeys = Set(try own.rows.map { try $0.value(at: 0, as: String.self) })
    let listing = ListingRow(source, select: select, level: programme.scope.level)
    let found = FoundOrganisations()
    try await connection.forEachRow(
      CompiledQuery(query, in: programme).listing(select: select), batch: SnapshotLimits.batchRows
    ) { rows in
      for row in rows {
        let listed = try ListedBody(row)
        guard listed.programme == programme.number || !ownKeys.contains(listed.key),
          let json = try listing.row(of: listed)?.json, let name = try JSONValue(parsing: json)["name"]
        else { continue }
        let acronym = try JSONValue(parsing: json)["acronym"]?.string
        let source = SourceRecord(kind: source.kind.name, programme: listed.programme, key: listed.key)
        try await found.add(listed.key, Named(name: name, acronym: acronym, source: source))
      }
    }
    named = await found.named
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
    try await NamedOrganisations(programme, on: connection)
  }
}
