import AdminServer
import CoreMetrics
import Instruments
import Logging
import PrometheusText
import RecordStore
import Services
import Synchronization

/// What a server tells of itself, from its first moment on.
final class Monitoring: Sendable {
  /// Whether it can do its work.
  let health = ServerHealth()
  /// Whether its database takes connections.
  let database: DatabaseWatch
  private let process: ProcessFigures
  private let registry = PrometheusRegistry()
  private let running = Mutex<RunningFigures?>(nil)

  init(dataFolder: String, _ logger: Logger) {
    database = DatabaseWatch(logger: logger)
    process = ProcessFigures(folder: dataFolder)
  }

  /// Has everything measured that is made from now on; once in a process.
  func measure() { MetricsSystem.bootstrap(registry) }

  /// Tells the figures of this server from now on.
  func bind(_ figures: RunningFigures) { running.withLock { $0 = figures } }

  /// What the admin port answers.
  var pages: [AdminPage] {
    [
      AdminPage("/livez") { AdminPage.Content(text: "ok\n") },
      AdminPage("/readyz") { [health] in Self.readiness(await health.faults()) },
      AdminPage("/metrics") { [self] in
        AdminPage.Content(type: PrometheusRegistry.mediaType, text: registry.text(await samples))
      },
    ]
  }

  private var samples: [Sample] {
    get async {
      let figures = running.withLock { $0 }
      return [
        Sample(.build, labels: [Version.text], 1), Sample(.ready, await health.isHealthy ? 1 : 0),
        Sample(.connectsFailed, database.failures), Sample(.databaseAway, database.absence() / .seconds(1)),
      ] + (figures?.samples ?? []) + process.samples
    }
  }

  /// One line for each part that does not work.
  private static func readiness(_ faults: [HealthFault]) -> AdminPage.Content {
    guard !faults.isEmpty else { return AdminPage.Content(text: "ok\n") }
    return AdminPage.Content(isGood: false, text: faults.map { "\($0.component): \($0.message)\n" }.joined())
  }
}
