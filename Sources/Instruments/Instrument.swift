/// One thing that a server measures, declared once: from here come the handles that measure, the lines that Prometheus
/// reads, and the table for administrators.
///
/// Names follow Prometheus' conventions: base units, `_total` for what only grows.
public struct Instrument: Sendable, Hashable {
  /// How its values behave.
  public enum Kind: String, Sendable {
    /// Only grows, from 0 at the start.
    case counter
    /// Goes up and down.
    case gauge
    /// How many values were at most as large as each of some bounds, and their sum.
    case histogram
  }

  /// What is counted in.
  public enum Unit: String, Sendable {
    case bytes, seconds, records, calls, connections, reports, plugins, files, times, other = "-"
  }

  /// Its name.
  public let name: String
  /// How its values behave.
  public let kind: Kind
  /// What is counted in.
  public let unit: Unit
  /// The names of its labels. Values of labels come from catalogues and never from clients.
  public let labels: [String]
  /// The upper bounds of a histogram's buckets, ascending, as values are recorded: times in nanoseconds.
  public let bounds: [Int64]
  /// What it tells an administrator, in one sentence.
  public let meaning: String

  /// By what a recorded value is divided to be in its unit: times are recorded in nanoseconds.
  public var scale: Double { unit == .seconds ? 1e9 : 1 }

  init(
    _ name: String, _ kind: Kind, _ unit: Unit, labels: [String] = [], bounds: [Int64] = [], _ meaning: String
  ) {
    self.name = name
    self.kind = kind
    self.unit = unit
    self.labels = labels
    self.bounds = bounds
    self.meaning = meaning
  }

  /// Two of one name are one.
  public static func == (left: Instrument, right: Instrument) -> Bool { left.name == right.name }

  /// Two of one name are one.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
