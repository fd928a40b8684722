import Postgres
import Synchronization

/// What keeps the writers from storing anything, by what happened to their last batches.
final class IntakeStanding: Sendable {
  private let state = Mutex<DatabaseImpediment?>(nil)

  var impediment: DatabaseImpediment? { state.withLock { $0 } }

  /// A batch was not stored for this; whether nothing was known of it before.
  func failed(_ impediment: DatabaseImpediment) -> Bool {
    state.withLock { known in
      defer { known = impediment }
      return known != impediment
    }
  }

  /// Batches are stored; what kept them from it before, if anything did.
  func stored() -> DatabaseImpediment? {
    state.withLock { known in
      defer { known = nil }
      return known
    }
  }

  /// This no longer keeps them from it, as far as can be told without a batch.
  func mended(_ impediment: DatabaseImpediment) {
    state.withLock { if $0 == impediment { $0 = nil } }
  }
}
