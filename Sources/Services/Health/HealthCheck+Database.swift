public import RecordStore

extension HealthCheck {
  /// Whether the database of a store answers.
  public static func database(_ store: Store) -> HealthCheck {
    HealthCheck {
      guard await !store.isReachable() else { return [] }
      return [
        HealthFault(
          "database", "The database does not answer; see that it runs and that this server may connect to it.")
      ]
    }
  }
}
