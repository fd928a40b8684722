import CoreMetrics
import Instruments
import Testing

@testable import PrometheusText

@Suite("What Prometheus reads") struct PrometheusTextTests {
  @Test("A counter, a gauge and a histogram are written as the format says")
  func text() {
    let registry = PrometheusRegistry([.callsEnded, .waitingRecords, .batchRecords])
    let counter = Instrument.callsEnded.counter("a/B", "OK", factory: registry)
    counter.increment()
    counter.increment(by: 2)
    let recorder = Instrument.batchRecords.recorder(factory: registry)
    for size in [1, 3, 300] { recorder.record(size) }
    let text = registry.text([Sample(.waitingRecords, 7)])
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("# HELP") }.map(String.init)
    #expect(
      lines == [
        "# TYPE kurukan_calls_total counter", #"kurukan_calls_total{method="a/B",status="OK"} 3"#,
        "# TYPE kurukan_intake_waiting_records gauge", "kurukan_intake_waiting_records 7",
        "# TYPE kurukan_intake_batch_records histogram",
        #"kurukan_intake_batch_records_bucket{le="1"} 1"#, #"kurukan_intake_batch_records_bucket{le="2"} 1"#,
        #"kurukan_intake_batch_records_bucket{le="4"} 2"#, #"kurukan_intake_batch_records_bucket{le="8"} 2"#,
        #"kurukan_intake_batch_records_bucket{le="16"} 2"#, #"kurukan_intake_batch_records_bucket{le="32"} 2"#,
        #"kurukan_intake_batch_records_bucket{le="64"} 2"#, #"kurukan_intake_batch_records_bucket{le="128"} 2"#,
        #"kurukan_intake_batch_records_bucket{le="256"} 2"#, #"kurukan_intake_batch_records_bucket{le="+Inf"} 3"#,
        "kurukan_intake_batch_records_sum 304", "kurukan_intake_batch_records_count 3",
      ])
  }

  @Test("Times are recorded in nanoseconds and told in seconds")
  func seconds() {
    let registry = PrometheusRegistry([.callDuration])
    let timer = Instrument.callDuration.timer("m", factory: registry)
    timer.record(.milliseconds(3))
    timer.record(.seconds(90))
    let text = registry.text([])
    #expect(text.contains(#"kurukan_call_duration_seconds_bucket{method="m",le="0.0025"} 0"#))
    #expect(text.contains(#"kurukan_call_duration_seconds_bucket{method="m",le="0.005"} 1"#))
    #expect(text.contains(#"kurukan_call_duration_seconds_bucket{method="m",le="60"} 1"#))
    #expect(text.contains(#"kurukan_call_duration_seconds_sum{method="m"} 90.003"#))
  }

  @Test("The same labels are one series, and what nobody declared goes nowhere")
  func series() {
    let registry = PrometheusRegistry([.callsEnded])
    for _ in 0..<2 { Instrument.callsEnded.counter("a", "OK", factory: registry).increment() }
    Counter(label: "other", dimensions: [], factory: registry).increment()
    Instrument.callDuration.timer("a", factory: registry).recordNanoseconds(1)
    #expect(registry.text([]).contains(#"{method="a",status="OK"} 2"#))
    #expect(!registry.text([]).contains("other") && !registry.text([]).contains("duration"))
  }

  @Test("However many values a label takes, the series stay few and nothing is lost")
  func cap() {
    let registry = PrometheusRegistry([.pluginFailures])
    let most = PrometheusRegistry.seriesPerInstrument
    for number in 0..<(most + 10) {
      Instrument.pluginFailures.counter("p\(number)", "R", factory: registry).increment()
    }
    let lines = registry.text([]).split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(lines.count == most + 1)
    #expect(lines.contains { $0 == #"kurukan_plugin_failures_total{plugin="other",reason="other"} 10"# })
  }

  @Test("What a label holds cannot end the label")
  func escaping() {
    #expect(PrometheusRegistry.escaped("a\"\\\nb", quotes: true) == #"a\"\\\nb"#)
    #expect(PrometheusRegistry.number(0.5) == "0.5" && PrometheusRegistry.number(1e15) == "1000000000000000")
    #expect(PrometheusRegistry.number(.nan) == "NaN" && PrometheusRegistry.number(.infinity) == "+Inf")
  }

  @Test("Names, units and labels keep to Prometheus' conventions, and no two are alike")
  func names() {
    #expect(Set(Instrument.all.map(\.name)).count == Instrument.all.count)
    for instrument in Instrument.all {
      #expect(instrument.name.wholeMatch(of: /(kurukan|process)(_[a-z]+)+/) != nil, "\(instrument.name)")
      #expect((instrument.kind == .counter) == instrument.name.hasSuffix("_total"), "\(instrument.name)")
      #expect((instrument.kind == .histogram) == !instrument.bounds.isEmpty, "\(instrument.name)")
      #expect(instrument.bounds == instrument.bounds.sorted(), "\(instrument.name)")
      #expect(instrument.unit != .seconds || instrument.name.contains("_seconds"), "\(instrument.name)")
      #expect(instrument.unit != .bytes || instrument.name.contains("_bytes"), "\(instrument.name)")
    }
  }
}
