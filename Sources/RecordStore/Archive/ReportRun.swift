public import JSONBytes
public import Records

/// A report that is about to be composed.
public struct ReportRunOrder: Sendable {
  /// The programme's key.
  public var programme: String
  /// The report's name, such as `undef/narrative`.
  public var report: String
  /// Whoever may read records of this level may read the report.
  public var level: ConfidentialityLevel
  /// The grants that whoever asked is limited to; nil for all.
  public var grants: Set<String>?
  /// Who asked.
  public var requestedBy: String
  /// What was asked for.
  public var request: JSONObject
  /// The version of the format.
  public var formatVersion: String
  /// The SHA-256 of the plugin's file.
  public var formatDigest: String

  /// An order of these parts.
  public init(
    programme: String, report: String, level: ConfidentialityLevel, grants: Set<String>?, requestedBy: String,
    request: JSONObject, formatVersion: String, formatDigest: String
  ) {
    self.programme = programme
    self.report = report
    self.level = level
    self.grants = grants
    self.requestedBy = requestedBy
    self.request = request
    self.formatVersion = formatVersion
    self.formatDigest = formatDigest
  }
}

/// What came of composing a report.
public struct ComposedRun: Sendable {
  /// What the core, and not the format, says about the report.
  public var stamp: JSONValue
  /// How many blocks it has.
  public var blocks: Int
  /// The SHA-256 of the input lines.
  public var inputDigest: String
  /// The SHA-256 of the block lines.
  public var blocksDigest: String
  /// Which share of the counts of people is hidden, in percent; nil without such counts.
  public var hiddenPercent: Int?
  /// What the format had to say.
  public var diagnostics: [JSONValue]

  /// A result of these parts.
  public init(
    stamp: JSONValue, blocks: Int, inputDigest: String, blocksDigest: String, hiddenPercent: Int?,
    diagnostics: [JSONValue]
  ) {
    self.stamp = stamp
    self.blocks = blocks
    self.inputDigest = inputDigest
    self.blocksDigest = blocksDigest
    self.hiddenPercent = hiddenPercent
    self.diagnostics = diagnostics
  }
}

/// What came of completing a run.
public enum RunCompletion: Sendable, Equatable {
  /// Its blocks are kept.
  case done
  /// Texts of it were erased while it was composed, or it has ended before: it must not be kept.
  case notKept
  /// The same file gave other blocks for the same request and input in this run before: a format is a pure function.
  case notReproducible(run: String)
}

/// A medium that a run was written in.
public struct ArchivedMedium: Sendable, Equatable {
  /// The medium's name.
  public let medium: String
  /// Its size.
  public let bytes: Int
  /// The SHA-256 of its bytes.
  public let sha256: String
  /// The version of the program that wrote it.
  public let writerVersion: String
  let part: String
}

/// A run as the archive has it.
public struct ArchivedRun: Sendable {
  /// How far it came.
  public enum State: String, Sendable {
    /// It is at work, or its server has gone.
    case composing
    /// Its blocks are there.
    case composed
    /// There is no report.
    case failed
  }

  /// By which it is fetched.
  public let id: String
  /// Its place in lists; later runs have higher ones.
  public let number: Int
  /// What was asked for.
  public let order: ReportRunOrder
  /// When, ISO 8601 in UTC, to the second.
  public let requestedAt: String
  /// How far it came.
  public let state: State
  /// What came of it, if it is composed.
  public let composed: ComposedRun?
  /// Why it failed: `reason` and `message`.
  public let failure: JSONValue?
  /// What the format had to say.
  public let diagnostics: [JSONValue]
  /// Whether its blocks and media went, because a record was erased that they told of.
  public let isPurged: Bool
  /// Whether something was taken back since that it tells: a record withdrawn or raised, or a consent withdrawn.
  public let isRecalled: Bool
  /// The media that it was written in, by name.
  public let media: [ArchivedMedium]
}

/// That somebody was given a report.
public struct ReportDelivery: Sendable, Equatable {
  /// Who.
  public let principal: String
  /// In which medium.
  public let medium: String
  /// When, ISO 8601 in UTC, to the second.
  public let deliveredAt: String
}
