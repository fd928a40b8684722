/// Words that somebody said.
public struct Quote: FieldedObject, Sendable {
  /// The words.
  public internal(set) var text = LocalizedText()
  /// A code of ``CodeLists/stakeholderGroup``: the speaker's group, never the speaker.
  public internal(set) var speakerGroup = ""
  /// Whether the speaker agreed to be quoted.
  public internal(set) var mayQuote = false

  static let fields = FieldTable<Quote>([
    .text("text", need: .required, "The words.") { $0.text = $1 },
    .code(
      "speakerGroup", CodeLists.stakeholderGroup, need: .required, "The speaker's group, never the speaker."
    ) {
      $0.speakerGroup = $1
    },
    .boolean("mayQuote", need: .required, "Whether the speaker agreed to be quoted.") { $0.mayQuote = $1 },
  ])
}

/// The outcome of a vote.
public struct Votes: FieldedObject, Sendable, Hashable {
  /// Votes in favour.
  public internal(set) var `for` = 0
  /// Votes against.
  public internal(set) var against = 0
  /// Abstentions.
  public internal(set) var abstain = 0

  static let fields = FieldTable<Votes>([
    .integer("for", 0...RecordLimits.people, "Votes in favour; 0 by default.") { $0.for = $1 },
    .integer("against", 0...RecordLimits.people, "Votes against; 0 by default.") { $0.against = $1 },
    .integer("abstain", 0...RecordLimits.people, "Abstentions; 0 by default.") { $0.abstain = $1 },
  ])
}
