import Postgres
import Synchronization

/// The numbers by which programmes are known inside the database. They never change within it, so what is known stays
/// known until a writer connects anew.
public final class ProgrammeDirectory: Sendable {
  private let known = Mutex<[String: Int32]>([:])

  /// The number of a programme, if it has been looked up before.
  func number(of name: String) -> Int32? { known.withLock { $0[name] } }

  /// Forgets all of them.
  func forget() { known.withLock { $0 = [:] } }

  /// Looks up the numbers of `names`; those that do not exist are absent from the result.
  func numbers(of names: Set<String>, on connection: Connection) async throws -> [String: Int32] {
    var result: [String: Int32] = [:]
    let missing = known.withLock { known in
      names.filter { name in
        guard let number = known[name] else { return true }
        result[name] = number
        return false
      }
    }
    guard !missing.isEmpty else { return result }
    let list = Parameter.textArray(missing.sorted())
    let rows = try await connection.query(
      "SELECT name, id FROM programme_identity WHERE name = ANY (\(list))")
    for row in rows.rows {
      let (name, number) = (try row.value(at: 0, as: String.self), try row.value(at: 1, as: Int32.self))
      result[name] = number
      known.withLock { $0[name] = number }
    }
    return result
  }

  /// Gives numbers to programmes that have none yet.
  func register(_ names: Set<String>, on connection: Connection) async throws {
    let unknown = known.withLock { known in names.filter { known[$0] == nil } }
    guard !unknown.isEmpty else { return }
    let list = Parameter.textArray(unknown.sorted())
    _ = try await connection.query(
      "INSERT INTO programme_identity (name) SELECT unnest(\(list)) ON CONFLICT (name) DO NOTHING")
  }
}
