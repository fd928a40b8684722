import Postgres
import Records

/// What is done with the records of one kind in one transaction.
enum IntakeStep {
  /// Inserts what is new and not awaited.
  case insert
  /// Inserts what is new, and settles what hangs on it.
  case insertAwaited
  /// Makes new revisions.
  case revise

  fileprivate func before(_ items: [NumberedSubmission], _ table: KindTable) -> SQL? {
    self == .revise ? IntakeArrays.hold(items, table) : nil
  }

  fileprivate func statement(_ items: [NumberedSubmission], _ table: KindTable) -> SQL {
    switch self {
    case .insert: items.count == 1 ? IntakeArrays.insertOne(items[0], table) : IntakeArrays.insert(items, table)
    case .insertAwaited: IntakeArrays.insertAwaited(items, table)
    case .revise: IntakeArrays.revise(items, table)
    }
  }

  fileprivate func after(_ items: [NumberedSubmission], _ table: KindTable) -> [SQL] {
    if self == .insert, items.count == 1 { return [] }
    return IntakeArrays.parts(items, table) + (self == .insert ? [] : IntakeArrays.settle(items, table))
  }
}

/// The statements of one round trip, one for each kind with what must go along: locks before, parts and levels after.
struct IntakePipeline {
  /// The submissions of one kind.
  typealias Group = (table: KindTable, items: [NumberedSubmission])

  private(set) var statements: [SQL] = []
  private var steps: [(kind: RecordKind, place: Int)] = []

  /// Adds a statement; its place among the results.
  @discardableResult
  mutating func add(_ statement: SQL) -> Int {
    statements.append(statement)
    return statements.count - 1
  }

  /// Adds a step for the records of one kind.
  mutating func add(_ step: IntakeStep, _ group: Group) {
    if let before = step.before(group.items, group.table) { add(before) }
    steps.append((group.table.kind, add(step.statement(group.items, group.table))))
    for statement in step.after(group.items, group.table) { add(statement) }
  }

  /// The results of the steps.
  func steps(in results: [QueryResult]) -> [(kind: RecordKind, result: QueryResult)] {
    steps.map { ($0.kind, results[$0.place]) }
  }
}
