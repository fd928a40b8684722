public import JSONBytes

/// What a rendering tells while it runs.
public enum RenderEvent: Sendable, Equatable {
  /// How much is done, from 0 to 1. Only the latest is told to a slow listener.
  case progress(Double)
  /// An object with `severity` (error, warning, info), `summary`, and perhaps `detail` and `path`.
  case diagnostic(JSONValue)
}
