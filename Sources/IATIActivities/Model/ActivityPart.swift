/// A part of an activity, filled in member by member. None is required, so that a rule can say what is missing.
package protocol ActivityPart: Sendable {
  /// A part of which nothing is known.
  init()
  /// Where to mend what a rule finds: the record, and the field within it, such as `evidence/EV-01/url`.
  var record: String { get set }
}

extension ActivityPart {
  /// A part that comes from a record.
  package init(_ record: String, _ fill: (inout Self) throws -> Void = { _ in }) rethrows {
    self.init()
    self.record = record
    try fill(&self)
  }
}

/// A day, `YYYY-MM-DD`, so that days compare as their texts do.
package typealias Day = String

/// A text in one language.
package struct Narrative: Sendable, Hashable {
  /// The text.
  package let text: String
  /// Its language (ISO 639-1); nil where it is the activity's.
  package let language: String?

  /// A text in a language.
  package init(_ text: String, language: String? = nil) {
    self.text = text
    self.language = language
  }
}

extension Narrative {
  /// Texts one under the other, in each language that one of them has; nothing without any.
  package static func joined(_ texts: [[Narrative]]) -> [Narrative] {
    var languages: [String?] = []
    for text in texts.joined() where !languages.contains(text.language) { languages.append(text.language) }
    return languages.map { language in
      let lines = texts.compactMap { text in (text.first { $0.language == language } ?? text.first)?.text }
      return Narrative(lines.joined(separator: "\n"), language: language)
    }
  }
}

/// An organisation, by its identifier, its names, or both.
package struct Organisation: ActivityPart, Hashable {
  /// The register and the number there, such as `NL-KVK-27189542`.
  package var ref: String?
  /// What it is (OrganisationType).
  package var type: String?
  /// What it is called.
  package var names: [Narrative] = []
  package var record = ""
  package init() {}

  /// A part of the given members.
  package init(_ record: String, ref: String?, type: String?, names: [Narrative]) {
    self.record = record
    self.ref = ref
    self.type = type
    self.names = names
  }

  /// Whoever publishes an activity: the one with whose identifier the activity's begins; the first where there is none, so
  /// that the rules say what is wrong.
  package static func reporting(_ activity: String, among candidates: [Organisation]) -> Organisation {
    candidates.first { $0.ref.map { activity.hasPrefix($0 + "-") } ?? false } ?? candidates.first ?? Organisation()
  }

  var isNamed: Bool { ref?.isEmpty == false || names.contains { !$0.text.isEmpty } }
}

/// A code of a list that may have a share of the whole: a sector, a country or a region.
package struct Share: ActivityPart {
  /// Whose code it is; nil for the first vocabulary of its list.
  package var vocabulary: String?
  /// The code.
  package var code = ""
  /// Its share in hundredths.
  package var percentage: Double?
  package var record = ""
  package init() {}

  /// A part of the given members.
  package init(_ record: String, code: String, percentage: Double?, vocabulary: String? = nil) {
    self.record = record
    self.code = code
    self.percentage = percentage
    self.vocabulary = vocabulary
  }
}

/// A sum of money.
package struct Amount: Sendable, Hashable {
  /// The sum as decimal text.
  package var value: String
  /// The currency (ISO 4217); nil where it is the activity's.
  package var currency: String?
  /// The day whose exchange rate counts.
  package var valuedOn: Day

  /// A sum of the given parts.
  package init(value: String, currency: String?, valuedOn: Day) {
    self.value = value
    self.currency = currency
    self.valuedOn = valuedOn
  }
}
