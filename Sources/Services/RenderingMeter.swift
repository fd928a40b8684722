import CoreMetrics
import Disclosure
import Instruments
import LineRPC
public import MethodCatalogue

/// Counts renderings by report and outcome. What was no request of an installed report counts as one of `unknown`.
public struct RenderingMeter: CallObserver {
  /// An observer of all renderings.
  public init() {}

  /// Counts the call, if it is a rendering.
  public func ended(_ call: EndedCall) async {
    guard call.method.name == ReportsService.rendering.name else { return }
    let report = call.notes["report"] ?? "unknown"
    Instrument.renderings.counter(report, call.failure?.reason.name ?? "done").increment()
    if call.failure == nil { Instrument.renderingDuration.timer(report).record(call.duration) }
  }

  /// A report that succeeded has left something out.
  static func noteWithheld(_ withheld: [WithheldCount]) {
    for reason in Set(withheld.map(\.reason)) { Instrument.withholding.counter(reason).increment() }
  }
}
