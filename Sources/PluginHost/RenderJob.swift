public import JSONBytes

/// One report to be rendered.
public struct RenderJob: Sendable {
  /// What the report may not show, for the note that the writer prints unasked.
  public struct Withheld: Sendable, Hashable {
    /// Roughly how many items.
    public enum Count: Sendable, Hashable {
      /// At least one, and fewer than so many.
      case fewerThan(Int)
      /// A rounded number.
      case about(Int)
    }

    /// The reason in the report's language.
    public var label: String
    /// How many items.
    public var count: Count

    /// So many items for that reason.
    public init(label: String, count: Count) {
      self.label = label
      self.count = count
    }
  }

  /// The plugin, as the catalogue has it.
  public var plugin: InstalledPlugin
  /// The request as the plugin contract has it: report, language, level, parameters, programme and so on.
  public var request: JSONValue
  /// The medium's name, such as `html`.
  public var medium: String
  /// What the writer says is withheld.
  public var withheld: [Withheld]
  /// When the report is of no use any more.
  public var deadline: ContinuousClock.Instant

  /// A job of the given parts.
  public init(
    plugin: InstalledPlugin, request: JSONValue, medium: String, withheld: [Withheld] = [],
    deadline: ContinuousClock.Instant
  ) {
    self.plugin = plugin
    self.request = request
    self.medium = medium
    self.withheld = withheld
    self.deadline = deadline
  }

  var params: [UInt8] {
    var writer = JSONWriter(capacity: 1_024)
    writer.beginObject()
    writer.member("path", plugin.path)
    writer.member("medium", medium)
    writer.member("language", request["language"] ?? .null)
    writer.member("level", request["level"] ?? .null)
    writer.key("withheld")
    writer.beginArray()
    for line in withheld {
      writer.beginObject()
      writer.member("label", line.label)
      switch line.count {
      case .fewerThan(let number): writer.member("fewerThan", number)
      case .about(let number): writer.member("about", number)
      }
      writer.endObject()
    }
    writer.endArray()
    writer.member("request", request)
    writer.endObject()
    return writer.bytes
  }
}

/// What a rendering tells while it runs.
public enum RenderEvent: Sendable, Equatable {
  /// How much is done, from 0 to 1. Only the latest is told to a slow listener.
  case progress(Double)
  /// An object with `severity` (error, warning, info), `summary`, and perhaps `detail` and `path`.
  case diagnostic(JSONValue)
}

/// A report that was rendered.
public struct RenderOutcome: Sendable, Equatable {
  /// The report's bytes.
  public let bytes: Int
  /// The SHA-256 of those bytes, in lower-case hexadecimal digits.
  public let sha256: String
  /// How many blocks the plugin composed, as its worker counted.
  public let blocks: Int
  /// Everything that the plugin had to say, in order.
  public let diagnostics: [JSONValue]
  /// From the worker's start to the report's first bytes.
  public let firstByteMilliseconds: Double
  /// From the worker's start to its end.
  public let workerMilliseconds: Double
}
