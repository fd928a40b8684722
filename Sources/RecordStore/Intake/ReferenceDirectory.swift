import Disclosure
import Postgres
import Records
import Synchronization

/// A reference of a record to another one that has not arrived.
public struct DanglingReference: Sendable, Equatable {
  /// The field, as `recommendations[0].addressee`.
  public let path: String
  /// The kinds of record that it may name.
  public let kinds: [String]
  /// The key that it names.
  public let key: String
  /// Whether the record counts as confidential until the other one arrives.
  public let carriesLevel: Bool

  /// What stands for a kind where the field names no record, but a grant within the programme's record.
  public static let grant = "grant"
}

/// Tells which references dangle. A record keeps its place, erased ones too, so what was once found need not be looked up
/// again. (A grant can leave its programme's record; then a warning is missing until the server starts anew, and nothing
/// else.)
final class ReferenceDirectory: Sendable {
  /// References remembered as arrived; beyond, the memory begins anew.
  static let rememberedReferences = 100_000
  /// References of one record that are looked up; those of a national dialogue's list repeat themselves.
  static let referencesOfRecord = 500

  fileprivate struct Target: Hashable {
    let kind: String
    let programme: String
    let key: String
  }

  private let kinds: KindCatalogue
  private let arrived = Mutex<Set<Target>>([])

  init(kinds: KindCatalogue) { self.kinds = kinds }

  /// References of a batch that are not known to have arrived, and the statements that ask for them.
  struct Question: Sendable {
    fileprivate let open: [(index: Int, reference: DanglingReference, targets: [Target])]
    fileprivate let kinds: [String]
    /// One for each kind that is asked for; empty where nothing is open. They may go along with other statements.
    let statements: [SQL]
  }

  /// What must be asked to tell which references of the records dangle.
  func question(about submissions: [NumberedSubmission]) -> Question {
    var open: [(index: Int, reference: DanglingReference, targets: [Target])] = []
    for item in submissions {
      for (reference, targets) in references(of: item.record, in: item.submission.identity.programme)
      where !targets.isEmpty && !isRemembered(targets) {
        open.append((item.index, reference, targets))
      }
    }
    let groups = Dictionary(grouping: Set(open.flatMap(\.targets)), by: \.kind).sorted { $0.key < $1.key }
    return Question(
      open: open, kinds: groups.map(\.key), statements: groups.map { Self.statement(kind: $0.key, targets: $0.value) })
  }

  /// Adds to the answers, as far as records were taken in, which references dangle by the results of the question's
  /// statements.
  func note(
    _ question: Question, _ results: [QueryResult], _ answers: inout [Result<IntakeAnswer, IntakeFault>?]
  ) throws {
    guard !question.open.isEmpty else { return }
    var found: Set<Target> = []
    for (kind, result) in zip(question.kinds, results) {
      for row in result.rows {
        let (programme, key) = try row.decode((String, String).self)
        found.insert(Target(kind: kind, programme: programme, key: key))
      }
    }
    remember(found)
    for (index, reference, targets) in question.open where found.isDisjoint(with: targets) {
      guard case .success(let taken) = answers[index] else { continue }
      var answer = taken
      answer.dangling.append(reference)
      answers[index] = .success(answer)
    }
  }

  /// Everything that a record names and that can be missing.
  private func references(
    of record: Record, in programme: String
  ) -> [(reference: DanglingReference, targets: [Target])] {
    var references = record.references.prefix(Self.referencesOfRecord).map { found in
      let reference = DanglingReference(
        path: found.path, kinds: found.reference.kinds, key: found.key, carriesLevel: found.reference.carriesLevel)
      return (reference, targets(of: reference, in: programme))
    }
    if let grant = record["grant"] {
      let reference = DanglingReference(
        path: grant.path, kinds: [DanglingReference.grant], key: grant.string, carriesLevel: false)
      references.append(
        (reference, [Target(kind: DanglingReference.grant, programme: programme, key: reference.key)]))
    }
    return references
  }

  /// A level flows within a programme, so what carries one has not arrived before it is there.
  private func targets(of reference: DanglingReference, in programme: String) -> [Target] {
    let programmes = reference.carriesLevel ? [programme] : [programme, AccessScope.sharedProgramme]
    return reference.kinds.filter { kinds.kind($0) != nil }.flatMap { kind in
      programmes.map { Target(kind: kind, programme: $0, key: reference.key) }
    }
  }

  private func isRemembered(_ targets: [Target]) -> Bool {
    arrived.withLock { arrived in targets.contains { arrived.contains($0) } }
  }

  private func remember(_ targets: Set<Target>) {
    arrived.withLock { arrived in
      if arrived.count + targets.count > Self.rememberedReferences { arrived.removeAll() }
      arrived.formUnion(targets)
    }
  }

  private static func statement(kind: String, targets: [Target]) -> SQL {
    if kind == DanglingReference.grant { return grants(of: Set(targets.map(\.programme))) }
    return SQL(
      unsafe: lookup(of: kind),
      parameters: [.textArray(targets.map(\.programme)), .textArray(targets.map(\.key))])
  }

  /// Finds those of the records of a kind, by their programmes and keys, that have arrived.
  static func lookup(of kind: String) -> String {
    """
    SELECT i.programme, i.key FROM unnest($1::text[], $2::text[]) AS i(programme, key)
    JOIN programme_identity AS p ON p.name = i.programme
    CROSS JOIN LATERAL (
      SELECT FROM \(quoted(kind)) AS k \(RowLookup("k", programme: "p.id", key: "i.key").one)
    ) AS k
    """
  }

  /// Every grant that the programmes' own records name, as they stand now.
  private static func grants(of programmes: Set<String>) -> SQL {
    """
    SELECT p.name, named.grant_number
    FROM programme_identity AS p
    JOIN programme AS k ON k.programme_id = p.id
    CROSS JOIN LATERAL (
      SELECT json_array_elements(COALESCE(k.body::json -> 'grants', '[]')) ->> 'number' AS grant_number
    ) AS named
    WHERE p.name = ANY (\(Parameter.textArray(programmes.sorted())))
    """
  }
}
