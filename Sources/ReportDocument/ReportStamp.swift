public import JSONBytes

/// What the core, and not the format, says about a report. It is kept with the blocks, and every writer prints it
/// without being asked.
public struct ReportStamp: Hashable, Sendable {
  /// The language that was asked for.
  public var language: DocumentLanguage
  /// Who may read the report, in its language.
  public var level: String
  /// The programme's title, in the report's language.
  public var programme: String
  /// The last day on which the data behind the report changed.
  public var dataAsOf: DocumentDate?
  /// What was withheld, by reason.
  public var withheld: [WithheldLine]

  /// A stamp of these parts.
  public init(
    language: DocumentLanguage, level: String, programme: String, dataAsOf: DocumentDate? = nil,
    withheld: [WithheldLine] = []
  ) {
    self.language = language
    self.level = level
    self.programme = programme
    self.dataAsOf = dataAsOf
    self.withheld = withheld
  }

  /// A stamp from its JSON; nil if that is none.
  public init?(json: JSONValue) {
    guard let language = json["language"]?.string.flatMap(DocumentLanguage.init(rawValue:)),
      let level = json["level"]?.string, let programme = json["programme"]?.string,
      let lines = json["withheld"]?.array
    else { return nil }
    self.language = language
    self.level = level
    self.programme = programme
    dataAsOf = json["dataAsOf"]?.string.flatMap(DocumentDate.init(iso:))
    withheld = lines.compactMap(WithheldLine.init(json:))
    guard withheld.count == lines.count else { return nil }
  }

  /// The stamp as JSON.
  public var json: JSONValue {
    var object: JSONObject = [
      "language": .string(language.rawValue), "level": .string(level), "programme": .string(programme),
      "withheld": .array(withheld.map(\.json)),
    ]
    if let dataAsOf { object["dataAsOf"] = .string(dataAsOf.description) }
    return .object(object)
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

  init?(json: JSONValue) {
    guard let reason = json["reason"]?.string else { return nil }
    self.reason = reason
    if let number = json["fewerThan"]?.integer {
      count = .fewerThan(Int(number))
    } else if let number = json["about"]?.integer {
      count = .about(Int(number))
    } else {
      return nil
    }
  }

  var json: JSONValue {
    switch count {
    case .fewerThan(let number): ["reason": .string(reason), "fewerThan": .integer(Int64(number))]
    case .about(let number): ["reason": .string(reason), "about": .integer(Int64(number))]
    }
  }
}
