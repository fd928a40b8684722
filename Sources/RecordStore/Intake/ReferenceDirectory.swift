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

  private struct Target: Hashable {
    let kind: String
    let programme: String
    let key: String
  }

  private let kinds: KindCatalogue
  private let programmes: ProgrammeDirectory
  private let arrived = Mutex<Set<Target>>([])

  init(kinds: KindCatalogue, programmes: ProgrammeDirectory) {
    self.kinds = kinds
    self.programmes = programmes
  }

  /// Adds to the answers which references of the records dangle, as far as they were taken in.
  func note(
    _ submissions: [NumberedSubmission], _ answers: inout [Result<IntakeAnswer, IntakeFault>?],
    on connection: Connection
  ) async throws {
    var open: [(index: Int, reference: DanglingReference, targets: [Target])] = []
    for item in submissions {
      guard case .success = answers[item.index] else { continue }
      for (reference, targets) in references(of: item.record, in: item.submission.identity.programme)
      where !targets.isEmpty && !isRemembered(targets) {
        open.append((item.index, reference, targets))
      }
    }
    guard !open.isEmpty else { return }
    let found = try await lookUp(Set(open.flatMap(\.targets)), on: connection)
    remember(found)
    for (index, reference, targets) in open where found.isDisjoint(with: targets) {
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

  private func lookUp(_ targets: Set<Target>, on connection: Connection) async throws -> Set<Target> {
    let numbers = try await programmes.numbers(of: Set(targets.map(\.programme)), on: connection)
    let names = Dictionary(uniqueKeysWithValues: numbers.map { ($1, $0) })
    let groups = Dictionary(grouping: targets, by: \.kind).sorted { $0.key < $1.key }
    let statements = groups.map { kind, targets -> SQL in
      let known = targets.compactMap { target in numbers[target.programme].map { ($0, target.key) } }
      if kind == DanglingReference.grant { return Self.grants(of: Set(known.map(\.0))) }
      return """
        SELECT k.programme_id, k.key
        FROM unnest(\(Parameter.int32Array(known.map(\.0))), \(Parameter.textArray(known.map(\.1)))) AS i(programme_id, key)
        JOIN \(identifier: kind) AS k ON k.programme_id = i.programme_id AND k.key = i.key
        """
    }
    var found: Set<Target> = []
    for (group, result) in zip(groups, try await connection.pipeline(statements)) {
      for row in result.rows {
        let (programme, key) = try row.decode((Int32, String).self)
        if let name = names[programme] { found.insert(Target(kind: group.key, programme: name, key: key)) }
      }
    }
    return found
  }

  /// Every grant that the programmes' own records name, as they stand now.
  private static func grants(of programmes: Set<Int32>) -> SQL {
    """
    SELECT k.programme_id, named.grant_number
    FROM programme AS k
    CROSS JOIN LATERAL (
      SELECT json_array_elements(COALESCE(k.body::json -> 'grants', '[]')) ->> 'number' AS grant_number
    ) AS named
    WHERE k.programme_id = ANY (\(Parameter.int32Array(programmes.sorted())))
    """
  }
}
