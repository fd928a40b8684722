import Records
import ReportDocument

/// Tables and figures of indicators, with the kit's own words under `indicators` and `targets`.
extension ReportBuilder {
  /// Indicators with baseline, target, value, how much of the target is reached, and the source; a gap without lines. The
  /// requester is told which of them have no value.
  ///
  /// - Parameters:
  ///   - key: where its words are among the labels.
  ///   - group: names the group of a line; where it changes, a row says so.
  public mutating func indicators(
    _ lines: [IndicatorLine], key: String = "indicators", grouped group: ((IndicatorLine) -> String)? = nil
  ) throws {
    // Sentences stand at the start of their cells.
    let kind: TableColumn.Kind = lines.allSatisfy(\.indicator.isNumeric) ? .number : .text
    func field(_ name: String, _ value: @escaping (IndicatorLine) -> InlineValue) -> TableField<IndicatorLine> {
      TableField(kind, .label(name), 4, cell: { RichText([value($0)]) })
    }
    try table(
      key, of: lines, missing: "framework.indicators", grouped: group,
      [
        .rich("indicator", width: 6) { $0.title }, field("baseline", \.baseline), field("target", \.target),
        field("actual", \.actual), .percent("reached", width: 2) { $0.reached },
        .text("source", width: 5) { $0.verification },
      ])
    try warnUnmeasured(lines)
  }

  /// Tells the requester at once all indicators that have no value in the days of their lines.
  public func warnUnmeasured(_ lines: [IndicatorLine]) throws {
    let names = lines.filter { !$0.isMeasured }.map(\.name).uniqued
    guard !names.isEmpty else { return }
    try diagnose(
      .warning, words["indicators.unmeasured", ["names": names.joined(separator: "; ")]], path: "measurement")
  }

  /// Bars of how much of its target each line has reached, without those of which it is not known.
  ///
  /// - Parameter key: where its words are among the labels.
  public mutating func targetsReached(_ lines: [IndicatorLine], key: String = "targets") throws {
    try drawn(
      key, as: .bar, of: lines.filter { $0.indicator.isNumeric && $0.reached != .missing },
      [.rich("indicator", width: 6) { $0.fullTitle }, .percent("reached", width: 3) { $0.reached }])
  }
}
