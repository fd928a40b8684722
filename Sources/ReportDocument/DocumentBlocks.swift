/// One line of the table of contents.
public struct ContentsEntry: Hashable, Sendable {
  /// The heading's level, 1 to 4.
  public var level: Int
  /// The heading's number, as `2.3`.
  public var number: String?
  /// The heading's text.
  public var text: String
  /// The heading's identifier.
  public var identifier: String

  /// A line of the contents.
  public init(level: Int, number: String? = nil, text: String, identifier: String) {
    self.level = level
    self.number = number
    self.text = text
    self.identifier = identifier
  }
}

/// A heading; level 1 stands directly under the report's title.
public struct Heading: Hashable, Sendable {
  /// The level, 1 to 4; no level is skipped.
  public var level: Int
  /// The number, as `2.3`.
  public var number: String?
  /// The text.
  public var text: String
  /// The heading's name within the report, for contents and links.
  public var identifier: String

  /// A heading.
  public init(level: Int, number: String? = nil, text: String, identifier: String) {
    self.level = level
    self.number = number
    self.text = text
    self.identifier = identifier
  }
}

/// A list, numbered or not.
public struct ItemList: Hashable, Sendable {
  /// Whether the items are numbered.
  public var isOrdered: Bool
  /// The items, at least one.
  public var items: [RichText]

  /// A list.
  public init(_ items: [RichText], isOrdered: Bool = false) {
    self.items = items
    self.isOrdered = isOrdered
  }
}

/// Labels and values in two columns, as donors' forms have them.
public struct Form: Hashable, Sendable {
  /// The rows, at least one.
  public var rows: [LabelledValue]

  /// A form.
  public init(_ rows: [LabelledValue]) { self.rows = rows }
}

/// A remark set apart from the text.
public struct Note: Hashable, Sendable {
  /// What a note is for.
  public enum Tone: String, CaseIterable, Hashable, Sendable {
    /// Something worth knowing.
    case info
    /// Something that limits what the report can be used for.
    case warning
    /// Stands where text is missing.
    case placeholder
  }

  /// What it is for.
  public var tone: Tone
  /// The remark.
  public var text: RichText

  /// A note.
  public init(_ tone: Tone, _ text: RichText) {
    self.tone = tone
    self.text = text
  }
}

/// Somebody's words.
public struct Quote: Hashable, Sendable {
  /// The words, without quotation marks.
  public var text: RichText
  /// Whose they are, as far as it may be said.
  public var attribution: String?

  /// A quote.
  public init(_ text: RichText, attribution: String? = nil) {
    self.text = text
    self.attribution = attribution
  }
}
