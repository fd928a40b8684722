import JSONBytes
public import ReportDocument

/// One medium to be written.
public struct WriteJob: Sendable {
  /// The medium's name, such as `html`.
  public var medium: String
  /// What the core says about the report.
  public var stamp: ReportStamp
  /// When the medium is of no use any more.
  public var deadline: ContinuousClock.Instant
  /// The W3C trace that it belongs to, for the writer.
  public var traceparent: String?

  /// A job of the given parts.
  public init(medium: String, stamp: ReportStamp, deadline: ContinuousClock.Instant) {
    self.medium = medium
    self.stamp = stamp
    self.deadline = deadline
  }

  var params: [UInt8] {
    var writer = JSONWriter(capacity: 1_024)
    writer.beginObject()
    writer.member("medium", medium)
    writer.member("stamp", stamp.json)
    writer.endObject()
    return writer.bytes
  }
}

/// A medium that was written.
public struct WrittenMedium: Sendable, Equatable {
  /// Its size.
  public let bytes: Int
  /// The SHA-256 of its bytes, in lower-case hexadecimal digits.
  public let sha256: String
  /// From the writer's start to the first bytes.
  public let firstByteMilliseconds: Double
  /// From the writer's start to its end.
  public let milliseconds: Double
}
