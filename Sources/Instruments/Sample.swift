/// A value of an instrument at a moment, in the instrument's unit: for what something else counts already.
public struct Sample: Sendable, Equatable {
  /// The instrument.
  public let instrument: Instrument
  /// The values of its labels.
  public let labels: [String]
  /// The value.
  public let value: Double

  /// A value of an instrument.
  public init(_ instrument: Instrument, labels: [String] = [], _ value: Double) {
    self.instrument = instrument
    self.labels = labels
    self.value = value
  }

  /// A whole number of an instrument.
  public init(_ instrument: Instrument, labels: [String] = [], _ value: Int) {
    self.init(instrument, labels: labels, Double(value))
  }
}
