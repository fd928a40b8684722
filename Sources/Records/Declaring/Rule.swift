public import Violations

/// Something that fields must agree on, with its description, its check and its part of the kind's JSON Schema.
public final class Rule: Sendable {
  /// The rule's name, unique within its object, in lower snake case.
  public let name: String
  /// What must hold, as one sentence.
  public let text: String
  /// The fields that the rule is about; the first is the one at which a fault is reported.
  public let fields: [String]
  /// What a schema can say of it.
  public let schema: Schema
  /// Without all of these the check would find nothing, so it is not run.
  let given: [StaticString]
  /// With any of these the check would find nothing either.
  let missing: [StaticString]
  /// The day on which the rule came into force; nil for one that held from the beginning.
  public let since: CalendarDate?
  let check: @Sendable (RecordValue, inout Faults) -> Void

  /// How much of a rule JSON Schema can say.
  public enum Schema: Sendable {
    /// Nothing, as with days that follow one another.
    case nothing
    /// This, which refuses some of what the rule refuses and nothing else.
    case part(RuleCondition)
    /// The whole rule.
    case whole(RuleCondition)

    /// What is said, if anything.
    public var condition: RuleCondition? {
      switch self {
      case .nothing: nil
      case .part(let condition), .whole(let condition): condition
      }
    }

    /// Whether the rule says more.
    public var isWhole: Bool { if case .whole = self { true } else { false } }

    func when(_ field: String, is codes: [String]) -> Schema {
      switch self {
      case .nothing: .nothing
      case .part(let condition): .part(.implies(.isOne(field, of: codes), condition))
      case .whole(let condition): .whole(.implies(.isOne(field, of: codes), condition))
      }
    }
  }

  /// A rule of its own kind.
  ///
  /// - Parameters:
  ///   - given: fields without which it always holds; it is then not checked, which most records gain by.
  ///   - missing: fields with any of which it always holds.
  ///   - schema: what a JSON Schema can say of it.
  public convenience init(
    _ name: String, _ text: String, fields: [String], given: [StaticString] = [], missing: [StaticString] = [],
    schema: Schema = .nothing, check: @escaping @Sendable (RecordValue, inout Faults) -> Void
  ) {
    self.init(name, text, fields: fields, given: given, missing: missing, schema: schema, since: nil, check: check)
  }

  private init(
    _ name: String, _ text: String, fields: [String], given: [StaticString], missing: [StaticString], schema: Schema,
    since: CalendarDate?, check: @escaping @Sendable (RecordValue, inout Faults) -> Void
  ) {
    self.name = name
    self.text = text
    self.fields = fields
    self.given = given
    self.missing = missing
    self.schema = schema
    self.since = since
    self.check = check
  }

  /// The same rule, which came into force on a day, `YYYY-MM-DD` in UTC. It holds for all that is submitted now; what was
  /// submitted before that day is reviewed without it.
  public func since(_ day: String) -> Rule {
    guard let date = CalendarDate(day) else { preconditionFailure("\(day) is no day.") }
    return Rule(
      name, text + " This holds for what is submitted since \(date).", fields: fields, given: given, missing: missing,
      schema: schema, since: date, check: check)
  }

  /// Whether the rule was in force on a day; nil for today.
  func holds(on day: CalendarDate?) -> Bool {
    guard let since, let day else { return true }
    return since <= day
  }

  /// The same rule, which holds only where a field has one of some codes.
  public func when(_ field: StaticString, is codes: StaticString...) -> Rule {
    let names = codes.map { "`\($0)`" }.joined(separator: " or ")
    let check = check
    return Rule(
      name, text + " This holds where `\(field)` is \(names).", fields: fields + [field.description],
      given: given + [field], missing: missing,
      schema: schema.when(field.description, is: codes.map(\.description)), since: since
    ) { value, faults in
      guard let found = value[field], codes.contains(where: { found.equals($0) }) else { return }
      check(value, &faults)
    }
  }

  /// What a rule found.
  public struct Faults: Sendable {
    /// The faults, with paths from the record's root.
    public internal(set) var violations: [FieldViolation] = []

    /// Notes a fault of a field of `value`.
    public mutating func note(
      _ value: RecordValue, _ field: String, _ message: Wording, found: String? = nil, allowed: [String] = [],
      suggestion: String? = nil
    ) {
      let path = value.path
      violations.append(
        FieldViolation(
          path: path.isEmpty || field.isEmpty ? path + field : path + "." + field, message: message,
          found: found, allowed: allowed, suggestion: suggestion))
    }
  }
}

// MARK: - The usual rules

extension Rule {
  /// A day does not lie before another. Of partial dates that may mean the same day neither lies before the other.
  public static func order(_ start: StaticString, _ end: StaticString) -> Rule {
    Rule(
      "\(end)_not_before_\(start)", "`\(end)` does not lie before `\(start)`.",
      fields: [end.description, start.description], given: [start, end]
    ) { value, faults in
      guard let first = value[start]?.partialDate, let last = value[end]?.partialDate, last.lastDay < first.firstDay
      else { return }
      faults.note(
        value, end.description, .before(start.description, first.description), found: last.description)
    }
  }

  /// A number is not above another.
  public static func atMost(_ part: StaticString, _ whole: StaticString) -> Rule {
    Rule(
      "\(part)_at_most_\(whole)", "`\(part)` is not above `\(whole)`.",
      fields: [part.description, whole.description], given: [part, whole]
    ) { value, faults in
      guard let count = value[part]?.number, let limit = value[whole]?.number, count > limit else { return }
      faults.note(value, "\(part)", .above("\(whole)", FieldType.plain(limit)), found: FieldType.plain(count))
    }
  }

  /// A field is needed when another has one of some codes.
  public static func requires(
    _ field: StaticString, when other: StaticString, is codes: StaticString...
  ) -> Rule {
    let names = codes.map(\.description)
    return Rule(
      "\(field)_required_by_\(other)",
      "`\(field)` is required where `\(other)` is \(names.map { "`\($0)`" }.joined(separator: " or ")).",
      fields: [field.description, other.description], given: [other], missing: [field],
      schema: .whole(.implies(.isOne(other.description, of: names), .given(field.description)))
    ) { value, faults in
      guard value[field] == nil, let found = value[other], codes.contains(where: { found.equals($0) }) else {
        return
      }
      let allowed = value.type?.field("\(field)")?.type.codeList?.codes ?? []
      faults.note(value, "\(field)", .needed(by: "\(other)", "\(found.string)"), allowed: allowed)
    }
  }

  /// A field says nothing unless another has one of some codes.
  public static func allows(_ field: StaticString, onlyWhen other: StaticString, is codes: StaticString...) -> Rule {
    let names = codes.map(\.description)
    return Rule(
      "\(field)_allowed_by_\(other)",
      "`\(field)` stands only where `\(other)` is \(names.map { "`\($0)`" }.joined(separator: " or ")).",
      fields: [field.description, other.description], given: [field],
      schema: .whole(.implies(.given(field.description), .isOne(other.description, of: names)))
    ) { value, faults in
      guard value[field] != nil else { return }
      let found = value[other]
      if let found, codes.contains(where: { found.equals($0) }) { return }
      faults.note(value, "\(field)", .outOfPlace("\(other)", names), found: found?.string)
    }
  }

  /// A field needs another beside it.
  public static func requires(_ field: StaticString, with other: StaticString) -> Rule {
    Rule(
      "\(field)_required_with_\(other)", "`\(field)` is required where `\(other)` is given.",
      fields: [field.description, other.description], given: [other], missing: [field],
      schema: .whole(.implies(.given(other.description), .given(field.description)))
    ) { value, faults in
      if value[field] == nil, value[other] != nil {
        faults.note(value, "\(field)", .neededWith("\(other)"))
      }
    }
  }

  /// At least one of some fields is there.
  public static func oneOf(_ fields: StaticString...) -> Rule {
    let names = fields.map(\.description)
    return Rule(
      "one_of_" + names.joined(separator: "_"),
      "At least one of \(names.map { "`\($0)`" }.joined(separator: ", ")) is given.", fields: names,
      schema: .whole(.any(names.map { .given($0) }))
    ) { value, faults in
      if fields.allSatisfy({ value[$0] == nil }) { faults.note(value, names[0], .oneNeeded(names)) }
    }
  }

  /// No two elements of a list agree in all of some fields. An element without one of them agrees with none.
  public static func unique(_ list: StaticString, by fields: StaticString...) -> Rule {
    let names = fields.map(\.description)
    return Rule(
      "\(list)_unique", "No two of `\(list)` have the same \(names.map { "`\($0)`" }.joined(separator: ", ")).",
      fields: [list.description] + names, given: [list]
    ) { value, faults in
      guard let found = value[list], found.hasSeveralElements else { return }
      let elements = found.elements
      var first: [[UInt8]: Int] = [:]
      for (index, element) in elements.enumerated() {
        var identity: [UInt8] = []
        var isWhole = true
        for field in fields {
          guard let part = element[field] else {
            isWhole = false
            break
          }
          part.withBytes { identity.append(contentsOf: $0) }
          identity.append(0)
        }
        guard isWhole else { continue }
        if let earlier = first.updateValue(index, forKey: identity) {
          first[identity] = earlier
          faults.note(
            element, fields.count == 1 ? names[0] : "", .repeated(names, earlier),
            found: fields.compactMap { element[$0]?.string }.joined(separator: " "))
        }
      }
    }
  }

  /// Sums of money are in one currency, that of the first that is there.
  public static func oneCurrency(_ fields: StaticString...) -> Rule {
    let names = fields.map(\.description)
    return Rule(
      "one_currency_" + names.joined(separator: "_"),
      "\(names.map { "`\($0)`" }.joined(separator: ", ")) are in one currency.", fields: names
    ) { value, faults in
      let sums = fields.compactMap { field in value[field].map { (field, $0) } }
      guard let currency = sums.first?.1["currency"]?.string else { return }
      for (field, sum) in sums.dropFirst() {
        guard let other = sum["currency"]?.string, other != currency else { continue }
        faults.note(
          value, "\(field).currency", .otherCurrency(currency), found: other, allowed: [currency])
      }
    }
  }

  /// Two fields say the same.
  public static func equal(_ field: StaticString, _ other: StaticString, _ message: Wording) -> Rule {
    Rule(
      "\(field)_equals_\(other)", "`\(field)` is the same as `\(other)`.",
      fields: [field.description, other.description], given: [field, other]
    ) { value, faults in
      guard let own = value[field]?.string, let wanted = value[other]?.string, own != wanted else { return }
      faults.note(value, "\(field)", message, found: own, suggestion: wanted)
    }
  }

  /// Two fields do not say the same.
  public static func different(_ field: StaticString, _ other: StaticString, _ message: Wording) -> Rule {
    Rule(
      "\(field)_differs_from_\(other)", "`\(field)` is not the same as `\(other)`.",
      fields: [field.description, other.description], given: [field, other]
    ) { value, faults in
      guard let own = value[field]?.string, own == value[other]?.string else { return }
      faults.note(value, "\(field)", message, found: own)
    }
  }

  /// A field that a record lacks before a reviewer may validate it.
  public static func needed(_ field: StaticString, when other: StaticString, is codes: StaticString...) -> Rule {
    let names = codes.map(\.description)
    return Rule(
      "\(field)_needed_for_review",
      "`\(field)` is needed before review where `\(other)` is \(names.map { "`\($0)`" }.joined(separator: " or ")).",
      fields: [field.description, other.description], given: [other], missing: [field]
    ) { value, faults in
      guard value[field] == nil, let found = value[other], codes.contains(where: { found.equals($0) }) else {
        return
      }
      let allowed = value.type?.field("\(field)")?.type.codeList?.codes ?? []
      faults.note(value, "\(field)", .neededForReview("\(other)", found.string), allowed: allowed)
    }
  }
}
