import JSONBytes
import Violations

extension RecordDecoder {
  mutating func fault(
    _ json: borrowing JSONReader, _ message: @autoclosure () -> Wording, found: String? = nil,
    allowed: [String] = [], suggestion: String? = nil
  ) {
    guard !faults.isFull else { return }
    faults.add(
      FieldViolation(
        path: json.path(below: depth), message: message(), found: found, allowed: allowed,
        suggestion: suggestion))
  }

  /// The text in a range of the input, as a fault shows it; a string without its quotes.
  func found(_ range: Range<Int>, _ json: borrowing JSONReader) -> String {
    var bytes = json.slice(range)[...]
    if bytes.first == UInt8(ascii: "\""), bytes.count >= 2 { bytes = bytes.dropFirst().dropLast() }
    return String(decoding: bytes.prefix(4 * RecordLimits.foundCharacters), as: UTF8.self)
  }

  /// A string as a fault shows it. Escapes are resolved, since many programs write `é` as one; not where one stands
  /// for a control character, which a terminal would obey.
  func found(_ span: JSONReader.StringSpan, _ json: borrowing JSONReader) -> String {
    guard span.isEscaped, let text = try? json.unescape(span), text.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      return found(span.range, json)
    }
    return String(decoding: text.prefix(4 * RecordLimits.foundCharacters), as: UTF8.self)
  }

  /// Whether the next value is of `kind`; if not, it is passed over and noted.
  mutating func accepts(
    _ kind: JSONKind, _ expected: ExpectedType, _ json: inout JSONReader, isShown: Bool = true
  ) throws(JSONError) -> Bool {
    let actual = try json.peek()
    if actual == kind { return true }
    let range = try json.skipValue()
    let text = isShown ? found(range, json) : nil
    fault(json, actual == .null ? .null : .wrongType(expected, ExpectedType(actual)), found: text)
    return false
  }
}

extension ExpectedType {
  init(_ kind: JSONKind) {
    switch kind {
    case .object: self = .object
    case .array: self = .array
    case .string: self = .string
    case .number: self = .number
    case .boolean: self = .boolean
    case .null: self = .null
    }
  }
}
