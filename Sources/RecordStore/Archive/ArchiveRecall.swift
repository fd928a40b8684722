import Postgres
import Records

extension ReportArchive {
  /// Those of some runs of which a text was taken back since: its record withdrawn, raised above the run's level or told
  /// of with less since, or a consent withdrawn or narrowed on which it stands.
  func recalled(among runs: [String], on connection: isolated Connection) async throws -> Set<String> {
    try await self.runs(
      runs,
      whereSource: { kind in
        let isNarrowed = Narrowing(of: kind).isNarrowed
        return kind.name == "consent"
          ? "k.withdrawn_at > r.requested_at OR \(fragment: isNarrowed)"
          : "k.withdrawn_at > r.requested_at OR k.effective_level > r.level OR \(fragment: isNarrowed)"
      }, on: connection)
  }
}

/// Whether a revision that came after a run `r` lets less be told than the one before, as SQL on the record's row `k`.
///
/// It acts before anybody has reviewed it, as ``RowProtection`` has it act in reports, and no longer than there: until a
/// later revision that takes it back was validated.
struct Narrowing {
  private let kind: RecordKind

  init(of kind: RecordKind) { self.kind = kind }

  /// Compares `m`, the last revision before the run, with each revision `n` after it that counts.
  var isNarrowed: SQL {
    let narrower = kind.name == "consent" ? [narrowerScope] : narrowerTelling + narrowerWords
    guard !narrower.isEmpty else { return "false" }
    let revisions = SQL.joined(
      [kind.name, kind.name + "_history"].map { table -> SQL in
        """
        SELECT v.revision, v.submitted_at, v.body::jsonb AS body FROM \(identifier: table) AS v
        WHERE v.programme_id = k.programme_id AND v.key = k.key
        """
      }, separator: " UNION ALL ")
    // Most records have no revision after the run, and the row alone says so.
    return """
      k.submitted_at > r.requested_at AND EXISTS (
        WITH revision AS (\(fragment: revisions))
        SELECT FROM revision AS n, LATERAL (
          SELECT b.body FROM revision AS b WHERE b.submitted_at <= r.requested_at ORDER BY b.revision DESC LIMIT 1) AS m
        WHERE n.submitted_at > r.requested_at AND n.revision >= COALESCE((
          SELECT v.revision FROM \(identifier: kind.name + "_reportable") AS v
          WHERE v.programme_id = k.programme_id AND v.key = k.key), 0)
          AND (\(fragment: SQL.joined(narrower, separator: " OR "))))
      """
  }

  // MARK: - Consents

  /// A scope is covered no more. The run knows on which consents it stands, not for what, so each counts.
  private var narrowerScope: SQL {
    """
    EXISTS (SELECT FROM jsonb_array_elements_text(m.body -> 'scopes') AS scope
      WHERE \(fragment: Self.covers("m")) AND NOT \(fragment: Self.covers("n")))
    """
  }

  private static func covers(_ revision: StaticString) -> SQL {
    """
    COALESCE(\(raw: revision).body -> 'scopes' ? scope AND (\(raw: revision).body ->> 'withdrawnOn' IS NULL
      OR NOT \(raw: revision).body -> 'withdrawnScopes' ? scope), false)
    """
  }

  // MARK: - Records

  /// Another field, such as the attribution, hides a field from the run's level, and did not before.
  private var narrowerTelling: [SQL] {
    let fields = kind.object.fields
    let hideable = (fields + fields.flatMap { $0.type.objectType?.fields ?? [] }).map(\.visibility.exceptions)
    return hideable.filter { !$0.isEmpty }.map { exceptions in
      "NOT \(fragment: Self.hides("m", exceptions)) AND \(fragment: Self.hides("n", exceptions))"
    }
  }

  private static func hides(_ revision: StaticString, _ exceptions: [Visibility.Exception]) -> SQL {
    let each = exceptions.map { hiding -> SQL in
      """
      \(hiding.level.rawValue) > r.level
        AND \(raw: revision).body ->> \(hiding.field) = ANY (\(Parameter.textArray(hiding.codes)))
      """
    }
    return "COALESCE(\(fragment: SQL.joined(each, separator: " OR ")), false)"
  }

  /// The consent to words has no basis any more, or the flag beside the same words is taken back.
  private var narrowerWords: [SQL] {
    kind.object.fields.flatMap { field -> [SQL] in
      guard let consent = field.visibility.consent else { return [] }
      let basis: SQL = """
        COALESCE(n.body ->> \(consent.basis), 'none') = 'none' AND COALESCE(m.body ->> \(consent.basis), 'none') <> 'none'
        """
      guard let flag = consent.flag, let identity = consent.identity else { return [basis] }
      let words: SQL = """
        EXISTS (
          SELECT FROM jsonb_array_elements(m.body -> \(field.name)) AS before
          JOIN jsonb_array_elements(n.body -> \(field.name)) AS after ON after -> \(identity) = before -> \(identity)
          WHERE (before ->> \(flag))::boolean AND NOT (after ->> \(flag))::boolean)
        """
      return [basis, words]
    }
  }
}
