import CoreMetrics
import Synchronization

/// A number that any thread may add to, alone on its own place so that it can stand in an array.
final class Tally: Sendable {
  private let number = Atomic<Int64>(0)

  var value: Int64 { number.load(ordering: .relaxed) }

  func add(_ amount: Int64) { number.wrappingAdd(amount, ordering: .relaxed) }
}

/// What only grows.
final class CounterSeries: CounterHandler {
  let total = Tally()

  func increment(by amount: Int64) { if amount > 0 { total.add(amount) } }

  // What Prometheus takes for a restart would be a lie.
  func reset() {}
}

/// How many values were at most as large as each bound. To record costs a search among a few bounds and two additions.
final class HistogramSeries: TimerHandler, RecorderHandler {
  let bounds: [Int64]
  let sum = Tally()
  /// How many values lie under each bound and above the one before; the last, above all bounds.
  let buckets: [Tally]

  init(bounds: [Int64]) {
    self.bounds = bounds
    buckets = (0...bounds.count).map { _ in Tally() }
  }

  func recordNanoseconds(_ duration: Int64) { record(duration) }

  func record(_ value: Int64) {
    buckets[bounds.firstIndex { value <= $0 } ?? bounds.count].add(1)
    sum.add(value)
  }

  func record(_ value: Double) { record(Int64(exactly: value.rounded()) ?? .max) }
}
