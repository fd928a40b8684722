import CoreMetrics
import Instruments
import LineRPC
import Synchronization

/// Counts how the calls of one method end and how long they take. What a call that succeeds needs is made once.
final class MethodMeter: Sendable {
  private let method: String
  private let duration: Timer
  private let succeeded: Counter
  private let failed = Mutex<[Int: Counter]>([:])

  /// The meter of a method; nil where nobody measures, so that it costs nothing.
  init?(_ method: String) {
    guard !(MetricsSystem.factory is NOOPMetricsHandler) else { return nil }
    self.method = method
    duration = Instrument.callDuration.timer(method)
    succeeded = Instrument.callsEnded.counter(method, StatusCode.ok.name)
  }

  /// A call has ended; with a code unless it succeeded.
  func ended(_ code: StatusCode?, since start: ContinuousClock.Instant) {
    duration.record(.now - start)
    guard let code else { return succeeded.increment() }
    let counter = failed.withLock { failed in
      if let known = failed[code.number] { return known }
      let new = Instrument.callsEnded.counter(method, code.name)
      failed[code.number] = new
      return new
    }
    counter.increment()
  }
}
