import Instruments
import Logging
import Postgres

/// What a writer says in the log: once what lasts, and now and then what comes back with every batch.
struct IntakeJournal {
  /// Requests that the log of one failure names.
  private static let requestsNamed = 16

  private let logger: Logger
  private var pacer = LogPacer()
  /// Whether the last batch was not acknowledged for want of a standby.
  private var lacksStandby = false

  init(_ logger: Logger) { self.logger = logger }

  func triesAgain(after error: DatabaseError) {
    logger.warning("Intake lost its connection and tries again", metadata: ["error": "\(error)"])
  }

  func storesNothing(_ impediment: DatabaseImpediment, _ cause: DatabaseError) {
    logger.error(
      "The database stores nothing now; records are refused until it does",
      metadata: ["impediment": "\(impediment)", "error": "\(cause)"])
  }

  func storesAgain(_ impediment: DatabaseImpediment) {
    logger.notice("Records are stored again", metadata: ["impediment": "\(impediment)"])
  }

  /// Says once that nothing is acknowledged for want of a standby, and once that it is again.
  mutating func acknowledges(lacking fault: StandbyFault?) {
    guard lacksStandby != (fault != nil) else { return }
    lacksStandby = fault != nil
    switch fault {
    case .noneNamed?:
      logger.error(
        """
        No submission is acknowledged, since synchronous_standby_names is empty: have PostgreSQL name a standby, or start \
        the server without --require-sync-standby
        """)
    case .waitCancelled?:
      logger.error("Submissions were not acknowledged, since their wait for the synchronous standby was cancelled")
    case nil: logger.notice("A synchronous standby confirms submissions again; they are acknowledged")
    }
  }

  /// Says why a batch failed. While the database stays away or read-only, every batch fails for the same reason.
  mutating func failed(_ batch: [Submission], _ error: any Error) {
    guard let leftOut = pacer.admit(at: .now) else { return }
    var metadata: Logger.Metadata = [
      "records": "\(batch.count)", "error": "\(error)",
      "requests": "\(batch.prefix(Self.requestsNamed).map(\.requestID).joined(separator: " "))",
    ]
    if leftOut > 0 { metadata["unlogged"] = "\(leftOut)" }
    logger.error("Intake failed", metadata: metadata)
  }
}
