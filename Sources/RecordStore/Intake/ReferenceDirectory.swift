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

  /// What references of a batch name, those alike once.
  fileprivate struct Named: Hashable {
    let kinds: [String]
    let carriesLevel: Bool
    let programme: String
    let key: String

    func dangling(at path: String) -> DanglingReference {
      DanglingReference(path: path, kinds: kinds, key: key, carriesLevel: carriesLevel)
    }
  }

  /// References of a batch that are not known to have arrived, and the statements that ask for them.
  struct Question: Sendable {
    /// A record's place in the batch, one of its references, nil for its grant, and the place of what it names.
    fileprivate var open: [(index: Int, reference: FoundReference?, named: Int)] = []
    fileprivate var named: [(name: Named, targets: [Target])] = []
    fileprivate var kinds: [String] = []
    /// One for each kind that is asked for; empty where nothing is open. They may go along with other statements.
    fileprivate(set) var statements: [SQL] = []
  }

  /// What must be asked to tell which references of the records dangle.
  func question(about submissions: [NumberedSubmission]) -> Question {
    var question = Question()
    var places: [Named: Int?] = [:]
    func look(_ name: Named, _ reference: FoundReference?, _ index: Int) {
      let place: Int?
      if let known = places[name] {
        place = known
      } else {
        let targets = targets(of: name)
        place = targets.isEmpty || isRemembered(targets) ? nil : question.named.count
        if place != nil { question.named.append((name, targets)) }
        places[name] = place
      }
      if let place { question.open.append((index, reference, place)) }
    }
    for item in submissions {
      let programme = item.submission.identity.programme
      for found in item.record.references.prefix(Self.referencesOfRecord) {
        let reference = found.reference
        look(
          Named(
            kinds: reference.kinds, carriesLevel: reference.carriesLevel, programme: programme, key: found.key),
          found, item.index)
      }
      guard let grant = item.record["grant"] else { continue }
      look(
        Named(kinds: [DanglingReference.grant], carriesLevel: false, programme: programme, key: grant.string), nil,
        item.index)
    }
    let groups = Dictionary(grouping: Set(question.named.flatMap(\.targets)), by: \.kind).sorted { $0.key < $1.key }
    question.kinds = groups.map(\.key)
    question.statements = groups.map { Self.statement(kind: $0.key, targets: $0.value) }
    return question
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
    let isMissing = question.named.map { found.isDisjoint(with: $0.targets) }
    for (index, reference, named) in question.open where isMissing[named] {
      guard case .success(var answer) = answers[index] else { continue }
      answer.dangling.append(question.named[named].name.dangling(at: reference?.path ?? "grant"))
      answers[index] = .success(answer)
    }
  }

  /// The records any of which is what is named, and the grant. A level flows within a programme, so what carries one has
  /// not arrived before it is there.
  private func targets(of name: Named) -> [Target] {
    if name.kinds == [DanglingReference.grant] {
      return [Target(kind: DanglingReference.grant, programme: name.programme, key: name.key)]
    }
    let programmes = name.carriesLevel ? [name.programme] : [name.programme, AccessScope.sharedProgramme]
    return name.kinds.filter { kinds.kind($0) != nil }.flatMap { kind in
      programmes.map { Target(kind: kind, programme: $0, key: name.key) }
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
