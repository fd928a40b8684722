public import JSONBytes

/// One report to be composed.
public struct ComposeJob: Sendable {
  /// The plugin, as the catalogue has it.
  public var plugin: InstalledPlugin
  /// The request as the plugin contract has it: report, language, level, parameters, programme and so on.
  public var request: JSONValue
  /// When the report is of no use any more.
  public var deadline: ContinuousClock.Instant
  /// The traces that its rows bring along: blocks may have no others.
  public var traces: IssuedTraces
  /// The W3C trace that it belongs to. The composer is told of it, the plugin is not.
  public var traceparent: String?

  /// A job of the given parts.
  public init(
    plugin: InstalledPlugin, request: JSONValue, deadline: ContinuousClock.Instant,
    traces: IssuedTraces = IssuedTraces()
  ) {
    self.plugin = plugin
    self.request = request
    self.deadline = deadline
    self.traces = traces
  }

  var params: [UInt8] {
    var writer = JSONWriter(capacity: 1_024)
    writer.beginObject()
    writer.member("file", plugin.fileName)
    writer.member("request", request)
    writer.endObject()
    return writer.bytes
  }
}

/// A report that was composed.
public struct Composition: Sendable, Equatable {
  /// How many blocks it has.
  public let blocks: Int
  /// The SHA-256 of the block lines, in lower-case hexadecimal digits.
  public let blocksDigest: String
  /// The SHA-256 of the input lines.
  public let inputDigest: String
  /// Everything that the plugin had to say, in order.
  public let diagnostics: [JSONValue]
  /// From the composer's start to its end.
  public let milliseconds: Double
}
