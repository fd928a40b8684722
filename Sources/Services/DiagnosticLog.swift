import JSONBytes
import PluginHost
import Synchronization

/// What a format said before it failed.
final class DiagnosticLog: Sendable {
  private let state = Mutex<[JSONValue]>([])

  var diagnostics: [JSONValue] { state.withLock { $0 } }

  func note(_ event: RenderEvent) {
    if case .diagnostic(let diagnostic) = event { state.withLock { $0.append(diagnostic) } }
  }
}
