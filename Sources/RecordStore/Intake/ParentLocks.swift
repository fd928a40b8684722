import Postgres
import Records

/// The locks that a batch needs so that a parent and its children, arriving at once in two transactions, cannot
/// miss each other: a parent's writer holds its lock alone, a child's writer shares it.
enum ParentLocks {
  static func statement(_ submissions: [NumberedSubmission]) -> SQL? {
    var locks: [Int64: Bool] = [:]
    for item in submissions {
      switch item.record {
      case .engagement:
        locks[LockKey(item.submission.identity).value] = true
      case .finding(let finding):
        guard let parent = finding.engagement else { continue }
        let lock = LockKey(kind: .engagement, programme: item.head.programme, key: parent).value
        locks[lock] = locks[lock] ?? false
      default: continue
      }
    }
    guard !locks.isEmpty else { return nil }
    return SQL(
      unsafe: IntakeStatements.lockParents,
      parameters: [.int64Array(locks.map(\.key)), .boolArray(locks.map(\.value))])
  }
}
