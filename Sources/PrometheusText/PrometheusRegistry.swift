public import CoreMetrics
public import Instruments
import Synchronization

/// Keeps what a server measures, as the factory of swift-metrics, and writes it as Prometheus reads it.
///
/// It knows the instruments that it was made with; whatever else is measured goes nowhere.
public final class PrometheusRegistry: MetricsFactory {
  /// The most series of one instrument. Labels come from catalogues, which are small; were one not, the rest would be
  /// counted together as ``rest``.
  public static let seriesPerInstrument = 1_000
  /// The value of all labels of what goes beyond that.
  public static let rest = "other"

  /// The values of a series' labels.
  typealias Labels = [String]

  struct State {
    var counters: [String: [Labels: CounterSeries]] = [:]
    var histograms: [String: [Labels: HistogramSeries]] = [:]
  }

  let instruments: [Instrument]
  private let known: [String: Instrument]
  private let state = Mutex(State())

  /// A registry of these instruments, whose names must differ.
  public init(_ instruments: [Instrument] = Instrument.all) {
    self.instruments = instruments
    known = Dictionary(uniqueKeysWithValues: instruments.map { ($0.name, $0) })
  }

  var series: State { state.withLock { $0 } }

  // MARK: - MetricsFactory

  /// The series of a counter, the same for the same labels.
  public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    guard let instrument = known[label], instrument.kind == .counter else { return NOOPMetricsHandler.instance }
    return state.withLock {
      Self.find(instrument, dimensions, in: &$0.counters[label, default: [:]]) { CounterSeries() }
    }
  }

  /// The series of times, the same for the same labels.
  public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    histogram(label, dimensions) ?? NOOPMetricsHandler.instance
  }

  /// The series of sizes, the same for the same labels.
  public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    histogram(label, dimensions) ?? NOOPMetricsHandler.instance
  }

  /// Does nothing: a series lasts as long as the server, since one that came back would have to begin where it ended.
  public func destroyCounter(_ handler: any CounterHandler) {}
  /// Does nothing, as for a counter.
  public func destroyTimer(_ handler: any TimerHandler) {}
  /// Does nothing, as for a counter.
  public func destroyRecorder(_ handler: any RecorderHandler) {}

  private func histogram(_ label: String, _ dimensions: [(String, String)]) -> HistogramSeries? {
    guard let instrument = known[label], instrument.kind == .histogram else { return nil }
    return state.withLock {
      Self.find(instrument, dimensions, in: &$0.histograms[label, default: [:]]) {
        HistogramSeries(bounds: instrument.bounds)
      }
    }
  }

  private static func find<Series>(
    _ instrument: Instrument, _ dimensions: [(String, String)], in series: inout [Labels: Series],
    _ make: () -> Series
  ) -> Series {
    var labels = instrument.labels.map { name in dimensions.first { $0.0 == name }?.1 ?? "" }
    if series[labels] == nil, series.count >= seriesPerInstrument { labels = labels.map { _ in rest } }
    if let found = series[labels] { return found }
    let new = make()
    series[labels] = new
    return new
  }
}
