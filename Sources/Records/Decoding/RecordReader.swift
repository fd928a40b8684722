import JSONBytes

/// Reads typed values and notes every fault, so that a sender sees all of them at once.
///
/// Each method consumes exactly one value; nil means that a fault was noted. Only bytes that are no JSON throw.
struct RecordReader {
  var json: JSONReader
  var violations = ViolationList()
  /// The language of texts that name none.
  var language: Language
  /// Whether ``language`` has been used; if it then turns out to be another, the record is read again.
  var hasUsedLanguage = false
  var ifRevision: Int?

  init(_ json: JSONReader, language: Language) {
    self.json = json
    self.language = language
  }

  // MARK: - Faults

  mutating func fault(_ message: @autoclosure () -> String, found: Range<Int>? = nil) {
    guard !violations.isFull else { return }
    violations.add(
      Violation(path: json.path, message: message(), found: found.map { self.found($0) }))
  }

  func path(appending name: String) -> String {
    let path = json.path
    return path.isEmpty ? name : path + "." + name
  }

  /// What stands in `range`; a string without its quotes.
  private func found(_ range: Range<Int>) -> String {
    var bytes = json.slice(range)[...]
    if bytes.first == UInt8(ascii: "\""), bytes.count >= 2 { bytes = bytes.dropFirst().dropLast() }
    return String(decoding: bytes.prefix(4 * RecordLimits.foundCharacters), as: UTF8.self)
  }

  /// Whether the next value is of `kind`; if not, it is passed over.
  mutating func accepts(_ kind: JSONKind, _ expected: StaticString) throws(JSONError) -> Bool {
    let actual = try json.peek()
    if actual == kind { return true }
    let range = try json.skipValue()
    if actual == .null {
      fault("Leave the field out where there is nothing to say; null stands for no value here.", found: range)
    } else {
      fault("Must be \(expected), not \(Self.name(of: actual)).", found: range)
    }
    return false
  }

  private static func name(of kind: JSONKind) -> String {
    switch kind {
    case .object: "an object"
    case .array: "an array"
    case .string: "a string"
    case .number: "a number"
    case .boolean: "true or false"
    case .null: "null"
    }
  }

  // MARK: - Strings

  mutating func string(limit: Int) throws(JSONError) -> String? {
    guard try accepts(.string, "a string") else { return nil }
    return checked(try json.readString(), limit: limit)
  }

  mutating func string(_ format: TextFormat) throws(JSONError) -> String? {
    guard try accepts(.string, "a string") else { return nil }
    let text = try json.readString()
    if format.matches(text) { return text }
    if !violations.isFull {
      violations.add(Violation(path: json.path, message: "Must be \(format.description).", found: text))
    }
    return nil
  }

  mutating func text(limit: Int) throws(JSONError) -> LocalizedText? {
    switch try json.peek() {
    case .string:
      hasUsedLanguage = true
      guard let text = checked(try json.readString(), limit: limit) else { return nil }
      return language == .french ? LocalizedText(fr: text) : LocalizedText(en: text)
    case .object: return try bothLanguages(limit: limit)
    default:
      _ = try accepts(.string, "a string, or an object with the texts \"fr\" and \"en\"")
      return nil
    }
  }

  private mutating func bothLanguages(limit: Int) throws(JSONError) -> LocalizedText? {
    var text = LocalizedText()
    var hasFault = false
    try json.beginObject()
    while let key = try json.nextKey() {
      let language: Language
      switch key {
      case "fr": language = .french
      case "en": language = .english
      default:
        hasFault = true
        let name = key.text
        violations.add(
          Violation(
            path: json.path, message: "A text is given in fr, in en or in both.", found: name,
            allowed: ["fr", "en"]))
        try json.skipValue()
        continue
      }
      text[language] = try string(limit: limit)
      hasFault = hasFault || text[language] == nil
    }
    if text.isEmpty, !hasFault { fault("The text is empty: give \"fr\", \"en\" or both.") }
    return hasFault || text.isEmpty ? nil : text
  }

  private mutating func checked(_ text: String, limit: Int) -> String? {
    switch TextCheck.fault(in: text, limit: limit) {
    case nil: return text
    case .blank?: fault("The text is empty; leave the field out where there is nothing to say.")
    case .tooLong(let count)?:
      violations.add(
        Violation(
          path: json.path, message: "The text has \(count) characters; at most \(limit) are allowed.",
          found: text))
    case .control?:
      violations.add(
        Violation(
          path: json.path,
          message:
            "The text holds a control character other than tab and line break, which documents cannot carry.",
          found: text))
    }
    return nil
  }

  // MARK: - Codes, dates and sums

  mutating func code(_ list: CodeList) throws(JSONError) -> String? {
    guard try accepts(.string, "a string") else { return nil }
    let range = try json.skipValue()
    let content = range.lowerBound + 1..<range.upperBound - 1
    if let code = list.code(equalTo: json.slice(content)) { return code }
    let found = unescaped(range)
    if let code = list.codes.first(where: { $0 == found }) { return code }
    if !violations.isFull {
      violations.add(
        Violation(
          path: json.path, message: "There is no such code in the list \(list.name).", found: found,
          allowed: list.codes, suggestion: Suggestion.closest(to: found, among: list.codes)))
    }
    return nil
  }

  private func unescaped(_ range: Range<Int>) -> String {
    let text = try? JSONReader.read(UnsafeRawBufferPointer(json.slice(range))) { (reader) throws(JSONError) in
      try reader.readString()
    }
    return text ?? ""
  }

  mutating func date() throws(JSONError) -> CalendarDate? {
    guard try accepts(.string, "a date as a string, YYYY-MM-DD") else { return nil }
    let text = try json.readString()
    if let date = CalendarDate(text) { return date }
    let years = CalendarDate.years
    violations.add(
      Violation(
        path: json.path,
        message: "Must be a day that exists, as YYYY-MM-DD, from \(years.lowerBound) to \(years.upperBound).",
        found: text))
    return nil
  }

  mutating func money() throws(JSONError) -> Money? {
    guard let draft = try object(MoneyDraft.self) else { return nil }
    guard let amount = draft.amount, let currency = draft.currency else { return nil }
    if let money = Money(amount: amount, currency: currency) { return money }
    let decimals = Currency.decimals(of: currency)
    let example = decimals == 0 ? "187000" : "187000." + String(repeating: "0", count: decimals)
    violations.add(
      Violation(
        path: path(appending: "amount"),
        message: "Must be a sum of \(currency) as plain digits with "
          + (decimals == 0 ? "no decimals" : "at most \(decimals) decimals") + ", such as \"\(example)\".",
        found: amount))
    return nil
  }

  // MARK: - Numbers

  mutating func integer(_ range: ClosedRange<Int>) throws(JSONError) -> Int? {
    guard try accepts(.number, "a whole number") else { return nil }
    let number = try json.readNumber()
    if let integer = number.integer, let value = Int(exactly: integer), range.contains(value) { return value }
    violations.add(
      Violation(
        path: json.path,
        message: "Must be a whole number from \(range.lowerBound) to \(range.upperBound).",
        found: number.text))
    return nil
  }

  mutating func number(over lower: Double, upTo upper: Double) throws(JSONError) -> Double? {
    guard try accepts(.number, "a number") else { return nil }
    let number = try json.readNumber()
    if number.double > lower, number.double <= upper { return number.double }
    violations.add(
      Violation(
        path: json.path, message: "Must be a number over \(Int(lower)) and at most \(Int(upper)).",
        found: number.text))
    return nil
  }

  mutating func boolean() throws(JSONError) -> Bool? {
    guard try accepts(.boolean, "true or false") else { return nil }
    return try json.readBool()
  }
}
