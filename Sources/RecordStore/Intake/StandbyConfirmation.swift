import Postgres

/// Tells whether what a writer committed reached a synchronous standby before COMMIT came back.
///
/// COMMIT waits for one only while `synchronous_standby_names` is not empty, which is asked in the same round trip; and an
/// administrator may cancel the wait, of which nothing but a warning tells.
struct StandbyConfirmation: Sendable {
  /// Whether it matters; if not, nothing is asked.
  let isRequired: Bool

  /// What is asked last in every transaction that writes; empty where it does not matter.
  var question: [SQL] {
    isRequired ? ["SELECT current_setting('synchronous_standby_names')"] : []
  }

  /// What makes a commit of its own wait until a standby has all that was committed before: a message in the log that
  /// nobody reads. A transaction that only reads waits for nothing.
  var seal: [SQL] {
    ["SELECT pg_logical_emit_message(true, 'kurukan', '')::text"] + question
  }

  /// Forgets the warnings of what came before.
  func begin(on connection: Connection) async {
    if isRequired { _ = await connection.takeWarnings() }
  }

  /// Throws unless the transaction with these results, the last to the ``question``, waited for a standby to the end.
  func check(_ results: [QueryResult], on connection: Connection) async throws {
    guard isRequired else { return }
    guard try results.last?.first?.value(at: 0, as: String.self).isEmpty == false else {
      throw StandbyFault.noneNamed
    }
    // A cancelled wait has no code of its own. Nothing else that the intake does brings a warning of this one.
    if await connection.takeWarnings().contains(where: { $0.sqlstate == "01000" }) { throw StandbyFault.waitCancelled }
  }
}

/// Why something that was committed is not known to be on a standby.
enum StandbyFault: Error {
  /// `synchronous_standby_names` was empty, so COMMIT waited for nobody.
  case noneNamed
  /// The wait was cancelled.
  case waitCancelled

  /// What the submissions are told.
  var intakeFault: IntakeFault { IntakeFault(self == .noneNamed ? .standbyMissing : .standbyUnconfirmed) }
}
