import JSONBytes
import Violations

extension RecordDecoder {
  mutating func date(_ field: UInt16, _ json: inout JSONReader) throws(JSONError) -> Bool {
    guard try accepts(.string, .date, &json) else { return false }
    let span = try json.scanStringValue()
    let bytes = json.slice(span.range)
    if !span.isEscaped, CalendarDate(utf8: bytes) != nil {
      put(field) { $0.putQuoted(bytes) }
      return true
    }
    let text = found(span, json)
    if let day = CalendarDate(text) {
      put(field) { writer in Array(day.description.utf8).withUnsafeBufferPointer { writer.putQuoted($0) } }
      return true
    }
    fault(json, .notADay, found: text, suggestion: Self.day(writtenAs: text))
    return false
  }

  mutating func partialDate(_ field: UInt16, _ json: inout JSONReader) throws(JSONError) -> Bool {
    if try json.peek() == .number {
      let text = found(try json.skipValue(), json)
      fault(json, .wrongType(.partialDate, .number), found: text, suggestion: PartialDate(text)?.description)
      return false
    }
    guard try accepts(.string, .partialDate, &json) else { return false }
    let text = found(try json.scanStringValue(), json)
    if let date = PartialDate(text) {
      put(field) { writer in Array(date.description.utf8).withUnsafeBufferPointer { writer.putQuoted($0) } }
      return true
    }
    fault(json, .notADate, found: text, suggestion: Self.day(writtenAs: text) ?? Self.month(writtenAs: text))
    return false
  }

  /// The month of `05/2023` and the like.
  private static func month(writtenAs text: String) -> String? {
    let parts = text.split { "/.- ".contains($0) }.compactMap { Int($0) }
    guard parts.count == 2, let month = parts.min(), let year = parts.max() else { return nil }
    return CalendarDate(year: year, month: month, day: 1).map { String($0.description.prefix(7)) }
  }

  /// The day of `16/05/2023` and the like, which is how many write it.
  private static func day(writtenAs text: String) -> String? {
    let parts = text.split { "/.- ".contains($0) }.compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    let date =
      parts[0] > 31
      ? CalendarDate(year: parts[0], month: parts[1], day: parts[2])
      : CalendarDate(year: parts[2], month: parts[1], day: parts[0])
    return date?.description
  }

  /// A whole number, however it is spelt: 12, 12.0 and 1.2e1 are one value.
  mutating func wholeNumber(_ range: ClosedRange<Int>, _ json: inout JSONReader) throws(JSONError) -> Int? {
    guard try isNumber(.wholeNumber, &json) else { return nil }
    let span = try json.readNumberSpan()
    let bytes = json.slice(span.range)
    let value: Int? =
      span.isInteger
      ? Self.integer(bytes) : Double(String(decoding: bytes, as: UTF8.self)).flatMap { Int(exactly: $0) }
    if let value, range.contains(value) { return value }
    fault(
      json, .outOfRange("\(range.lowerBound)", "\(range.upperBound)", whole: true), found: found(span.range, json))
    return nil
  }

  mutating func integer(
    _ range: ClosedRange<Int>, _ field: UInt16, _ json: inout JSONReader
  ) throws(JSONError) -> Bool {
    guard let number = try wholeNumber(range, &json) else { return false }
    put(field) { $0.put(number) }
    return true
  }

  mutating func number(
    _ plan: ReadingPlan.FieldPlan, _ field: UInt16, _ json: inout JSONReader
  ) throws(JSONError) -> Bool {
    var type = plan.field.type
    if case .list(let element, _) = type { type = element }
    guard case .number(let range) = type else { return false }
    guard try isNumber(.number, &json) else { return false }
    let span = try json.readNumberSpan()
    let text = String(decoding: json.slice(span.range), as: UTF8.self)
    guard let value = Double(text), range.contains(value) else {
      fault(
        json,
        .outOfRange(FieldType.plain(range.lowerBound), FieldType.plain(range.upperBound), whole: false), found: text)
      return false
    }
    put(field) { $0.put(FieldType.plain(value == 0 ? 0 : value)) }
    return true
  }

  /// Whether a number comes next; one that is written as text is refused with its right spelling.
  private mutating func isNumber(_ expected: ExpectedType, _ json: inout JSONReader) throws(JSONError) -> Bool {
    guard try json.peek() == .string else { return try accepts(.number, expected, &json) }
    let text = try json.readString()
    guard let (number, isPlain) = NumberSpelling.number(in: text) else {
      fault(json, .wrongType(expected, .string), found: text)
      return false
    }
    fault(json, isPlain ? .numberAsText(number) : .decimalComma(number), found: text)
    return false
  }

  private static func integer(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let isNegative = bytes.first == UInt8(ascii: "-")
    let digits = bytes.dropFirst(isNegative ? 1 : 0)
    guard digits.count <= 18 else { return nil }
    let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return isNegative ? -value : value
  }

  /// A sum, written with as many decimals as its currency has, so that 10 and 10.00 are one value.
  mutating func money(_ field: UInt16, _ json: inout JSONReader) throws(JSONError) -> Bool {
    guard try accepts(.object, .object, &json) else { return false }
    var draft = MoneyDraft()
    try json.beginObject()
    while let key = try json.nextKey() {
      switch key {
      case "amount":
        draft.hasAmount = true
        draft.amount = try amount(&json)
      case "currency":
        draft.hasCurrency = true
        draft.currency = try currency(&json)
      default:
        fault(json, .unknownField, found: key.text, allowed: ["amount", "currency"])
        draft.hasFault = true
        try json.skipValue()
      }
    }
    let path = json.path(below: depth)
    if !draft.hasAmount { faults.add(FieldViolation(path: path + ".amount", message: .required)) }
    if !draft.hasCurrency { faults.add(FieldViolation(path: path + ".currency", message: .required)) }
    guard let amount = draft.amount, let currency = draft.currency, !draft.hasFault else { return false }
    guard let money = Money(amount: amount, currency: currency) else {
      refuse(amount, of: currency, at: path + ".amount")
      return false
    }
    let span = open(field)
    writer.put("{\"amount\":")
    put(0) { $0.put("\"\(money.amount)\"") }
    writer.put(",\"currency\":")
    put(1) { $0.put("\"\(currency)\"") }
    writer.put(UInt8(ascii: "}"))
    close(span)
    return true
  }

  private struct MoneyDraft {
    var amount: String?
    var currency: String?
    var hasAmount = false
    var hasCurrency = false
    var hasFault = false
  }

  private mutating func amount(_ json: inout JSONReader) throws(JSONError) -> String? {
    guard try accepts(.string, .amount, &json) else { return nil }
    return try json.readString()
  }

  private mutating func currency(_ json: inout JSONReader) throws(JSONError) -> String? {
    guard try accepts(.string, .string, &json) else { return nil }
    let code = try json.readString()
    if TextFormat.currency.matches(code) { return code }
    fault(json, .format(.currency), found: code)
    return nil
  }

  private mutating func refuse(_ amount: String, of currency: String, at path: String) {
    let decimals = Currency.decimals(of: currency)
    let example = decimals == 0 ? "187000" : "187000." + String(repeating: "0", count: decimals)
    if let (number, isPlain) = NumberSpelling.number(in: amount), !isPlain,
      let money = Money(amount: number, currency: currency)
    {
      faults.add(
        FieldViolation(
          path: path, message: .moneyComma(money.amount), found: amount, suggestion: money.amount))
      return
    }
    faults.add(
      FieldViolation(path: path, message: .money(currency, decimals: decimals, example), found: amount))
  }
}

/// How people write numbers where JSON's spelling is asked for.
enum NumberSpelling {
  /// The number in JSON's spelling, and whether only quotes were too many: `12,5` and `1 250` are not plain.
  static func number(in text: String) -> (number: String, isPlain: Bool)? {
    let trimmed = text.filter { !$0.isWhitespace && $0 != "\u{202F}" && $0 != "\u{A0}" }
    let number = trimmed.replacing(",", with: ".")
    guard let first = number.utf8.first, (0x30...0x39).contains(first) || first == UInt8(ascii: "-"),
      number.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }),
      let value = Double(number), value.isFinite
    else { return nil }
    return (number, number == text)
  }
}
