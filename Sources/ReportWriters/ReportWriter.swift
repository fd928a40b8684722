public import ReportDocument

/// Turns blocks into one medium as they come, with memory that does not grow with the report.
///
/// A writer trusts nobody: it holds the order of blocks by itself (``BlockStreamCheck``), escapes all text,
/// and prints what was withheld without being asked. After an error it must not be used any more.
public protocol ReportWriter {
  /// Writes the next block; throws ``DocumentError`` for a block that may not come here, and whatever the
  /// output throws.
  mutating func write(_ block: Block) throws
  /// Writes what closes the report. Without it the output is incomplete.
  mutating func finish() throws
}

/// Where a writer's bytes go, a piece at a time. It may throw to stop the writer.
public typealias WriterOutput = ([UInt8]) throws -> Void

/// What the core, not the plugin, says about a report.
public struct WriterContext: Hashable, Sendable {
  /// The language that was asked for.
  public var language: DocumentLanguage
  /// What was withheld, by reason.
  public var withheld: [WithheldLine]
  /// The disclosure level that was asked for; a report that names another is refused. Nil leaves it
  /// unchecked.
  public var levelCode: String?

  /// What the core says about a report.
  public init(language: DocumentLanguage, withheld: [WithheldLine], levelCode: String? = nil) {
    self.language = language
    self.withheld = withheld
    self.levelCode = levelCode
  }

  /// Refuses a cover that contradicts the request.
  func check(_ header: DocumentHeader) throws(DocumentError) {
    guard header.language == language else {
      throw DocumentError(
        .requestMismatch, "The report is in another language than \(language.rawValue).", path: "language")
    }
    if let levelCode, header.level.code != levelCode {
      throw DocumentError(
        .requestMismatch, "The report names another disclosure level than \(levelCode).", path: "level.code")
    }
  }
}

/// Roughly how many items were withheld for one reason.
public struct WithheldLine: Hashable, Sendable {
  /// How many items, as coarse as the core has it.
  public enum Count: Hashable, Sendable {
    /// At least one, and fewer than so many.
    case fewerThan(Int)
    /// A rounded number.
    case about(Int)
  }

  /// The reason in the report's language.
  public var reason: String
  /// How many items.
  public var count: Count

  /// A reason and roughly how often it applied.
  public init(reason: String, count: Count) {
    self.reason = reason
    self.count = count
  }

  /// The count in words.
  func text(in language: DocumentLanguage) -> String {
    let isFrench = language == .french
    switch count {
    case .fewerThan(let number):
      return (isFrench ? "moins de " : "fewer than ") + NumberText.integer(Int64(number), in: language)
    case .about(let number):
      return (isFrench ? "environ " : "about ") + NumberText.integer(Int64(number), in: language)
    }
  }
}
