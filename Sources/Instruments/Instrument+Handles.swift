public import CoreMetrics

/// Handles, through swift-metrics: without a factory that was bootstrapped they do nothing. Make them once where something
/// happens often.
extension Instrument {
  /// A handle that counts.
  ///
  /// - Parameter values: the labels' values, in the order of ``labels``.
  public func counter(_ values: String..., factory: (any MetricsFactory)? = nil) -> Counter {
    Counter(label: name, dimensions: dimensions(values), factory: factory ?? MetricsSystem.factory)
  }

  /// A handle that records times.
  public func timer(_ values: String..., factory: (any MetricsFactory)? = nil) -> Timer {
    Timer(label: name, dimensions: dimensions(values), factory: factory ?? MetricsSystem.factory)
  }

  /// A handle that records sizes.
  public func recorder(_ values: String..., factory: (any MetricsFactory)? = nil) -> Recorder {
    Recorder(label: name, dimensions: dimensions(values), aggregate: true, factory: factory ?? MetricsSystem.factory)
  }

  private func dimensions(_ values: [String]) -> [(String, String)] { Array(zip(labels, values)) }
}

extension Timer {
  /// Records a time.
  public func record(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    recordNanoseconds(seconds &* 1_000_000_000 &+ attoseconds / 1_000_000_000)
  }
}
