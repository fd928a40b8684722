public import RecordStore
import Violations

extension HealthCheck {
  /// Whether the database of a store does its work: it answers, has the tables, and takes what is written.
  public static func database(_ store: Store) -> HealthCheck {
    HealthCheck {
      guard let impediment = await store.impediment() else { return [] }
      return [HealthFault("database", impediment.wording.text(in: .english))]
    }
  }
}
