public import Instruments

/// Prometheus' text exposition format, version 0.0.4.
extension PrometheusRegistry {
  /// The media type of the text.
  public static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

  /// Everything as it is now, instrument by instrument.
  ///
  /// - Parameter samples: what others count.
  public func text(_ samples: [Sample]) -> String {
    let series = series
    let sampled = Dictionary(grouping: samples, by: \.instrument.name)
    var text = ""
    for instrument in instruments {
      text += "# HELP \(instrument.name) \(Self.escaped(instrument.meaning))\n"
      text += "# TYPE \(instrument.name) \(instrument.kind.rawValue)\n"
      for sample in sampled[instrument.name, default: []] {
        text += "\(instrument.name)\(Self.labels(instrument, sample.labels)) \(Self.number(sample.value))\n"
      }
      for (labels, counter) in Self.sorted(series.counters[instrument.name]) {
        let value = Double(counter.total.value) / instrument.scale
        text += "\(instrument.name)\(Self.labels(instrument, labels)) \(Self.number(value))\n"
      }
      for (labels, histogram) in Self.sorted(series.histograms[instrument.name]) {
        text += Self.histogram(instrument, labels, histogram)
      }
    }
    return text
  }

  private static func sorted<Value>(_ series: [Labels: Value]?) -> [(Labels, Value)] {
    (series ?? [:]).sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { ($0.key, $0.value) }
  }

  /// The lines of a histogram. One with labels and without a value is left out: of most methods nobody knows how long
  /// they take.
  private static func histogram(_ instrument: Instrument, _ labels: Labels, _ series: HistogramSeries) -> String {
    var below: Int64 = 0
    var lines = ""
    for (bucket, bound) in zip(series.buckets, series.bounds.map { number(Double($0) / instrument.scale) } + ["+Inf"]) {
      below += bucket.value
      lines += "\(instrument.name)_bucket\(self.labels(instrument, labels, le: bound)) \(below)\n"
    }
    guard below > 0 || labels.isEmpty else { return "" }
    let text = self.labels(instrument, labels)
    lines += "\(instrument.name)_sum\(text) \(number(Double(series.sum.value) / instrument.scale))\n"
    return lines + "\(instrument.name)_count\(text) \(below)\n"
  }

  private static func labels(_ instrument: Instrument, _ values: Labels, le bound: String? = nil) -> String {
    var pairs = zip(instrument.labels, values).map { "\($0)=\"\(escaped($1, quotes: true))\"" }
    if let bound { pairs.append("le=\"\(bound)\"") }
    return pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}"
  }

  /// A number without a fraction where it has none.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-Inf" : "+Inf" }
    return Int64(exactly: value).map { "\($0)" } ?? "\(value)"
  }

  static func escaped(_ text: String, quotes: Bool = false) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += #"\\"#
      case "\n": escaped += #"\n"#
      case "\"" where quotes: escaped += #"\""#
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
