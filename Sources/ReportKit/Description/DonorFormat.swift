/// A donor's format: what it needs to know, and how it is put together.
///
/// A format is a pure function of its request and its inputs: no clock, no files, no network, no environment,
/// no randomness. The same request over the same inputs must give the same report, byte for byte.
public protocol DonorFormat: Sendable {
  /// The format's own words; none unless it says so.
  static var labels: Labels { get }

  /// What the format offers.
  static var description: FormatDescription { get }

  /// Composes the report that `request` names. Errors thrown here reject the report, with their text.
  static func compose(
    _ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder
  ) throws
}

extension DonorFormat {
  /// No words: the format spells them where it uses them.
  public static var labels: Labels { .none }
}
