import Postgres
import Records

/// The locks that a batch needs so that a parent and its children, arriving at once in two transactions, cannot
/// miss each other: a parent's writer holds its lock alone, a child's writer shares it.
enum ParentLocks {
  static func statement(_ submissions: [NumberedSubmission], _ tables: KindTables) -> SQL? {
    var locks: [Int64: Bool] = [:]
    for item in submissions {
      let table = tables[item.record.kind]
      if table.isParent { locks[item.submission.lockKey.value] = true }
      for (reference, key) in zip(table.levelReferences, item.parents) {
        guard let parent = reference.parent, let key else { continue }
        let lock = LockKey(kind: parent, programme: item.submission.identity.programme, key: key).value
        locks[lock] = locks[lock] ?? false
      }
    }
    guard !locks.isEmpty else { return nil }
    return SQL(
      unsafe: IntakeStatements.lockParents,
      parameters: [.int64Array(locks.map(\.key)), .boolArray(locks.map(\.value))])
  }
}
