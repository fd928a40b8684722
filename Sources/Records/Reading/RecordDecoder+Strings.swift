import JSONBytes
import Violations

extension RecordDecoder {
  /// A string of one language.
  mutating func string(_ limit: Int, _ field: UInt16, _ json: inout JSONReader) throws(JSONError) -> Bool {
    guard try accepts(.string, .string, &json) else { return false }
    return try checkedString(limit, field, &json)
  }

  private mutating func checkedString(
    _ limit: Int, _ field: UInt16, _ json: inout JSONReader
  ) throws(JSONError) -> Bool {
    let span = try json.scanStringValue()
    if !span.isEscaped {
      let bytes = json.slice(span.range)
      if !span.hasNonASCII || !TextCheck.mayNeedNormalisation(bytes) {
        if TextCheck.isPlain(bytes, limit: limit) {
          putQuoted(field, bytes)
          return true
        }
        if let problem = TextCheck.fault(in: bytes, limit: limit) {
          note(problem, limit, found(span, json), json)
          return false
        }
        putQuoted(field, bytes)
        return true
      }
    }
    let text = Self.normalised(span.isEscaped ? try json.unescape(span) : Array(json.slice(span.range)))
    let problem = text.withUnsafeBufferPointer { TextCheck.fault(in: $0, limit: limit) }
    if let problem {
      note(problem, limit, found(span, json), json)
      return false
    }
    putEscaped(field, text)
    return true
  }

  /// One spelling for equal texts: line breaks as LF, accents in Unicode's normal form C.
  private static func normalised(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0D {
        if index + 1 < bytes.count, bytes[index + 1] == 0x0A { continue }
        text.append(0x0A)
      } else {
        text.append(byte)
      }
    }
    return text.withUnsafeBufferPointer { buffer in
      TextCheck.mayNeedNormalisation(buffer) ? TextCheck.normalised(buffer) : nil
    } ?? text
  }

  private mutating func note(_ problem: TextCheck.Fault, _ limit: Int, _ found: String, _ json: borrowing JSONReader) {
    switch problem {
    case .blank: fault(json, .blank)
    case .tooLong(let count): fault(json, .tooLong(count, limit), found: found)
    case .control: fault(json, .controlCharacter, found: found)
    case .outerSpace: fault(json, .outerSpace, found: found)
    }
  }

  /// A text in the record's language, or in one or both that it names.
  mutating func text(_ limit: Int, _ field: UInt16, _ json: inout JSONReader) throws(JSONError) -> Bool {
    switch try json.peek() {
    case .string: return try checkedString(limit, field, &json)
    case .object: return try bothLanguages(limit, field, &json)
    default: return try accepts(.string, .text, &json)
    }
  }

  private mutating func bothLanguages(
    _ limit: Int, _ field: UInt16, _ json: inout JSONReader
  ) throws(JSONError) -> Bool {
    var english: ReadText?
    var french: ReadText?
    var hasFault = false
    let span = open(field)
    try json.beginObject()
    while let key = try json.nextKey() {
      guard key == "fr" || key == "en" else {
        fault(json, .unknownLanguage, found: key.text, allowed: ["fr", "en"])
        hasFault = true
        try json.skipValue()
        continue
      }
      let isFrench = key == "fr"
      let start = writer.count
      let isGood = try string(limit, isFrench ? 0 : 1, &json)
      let text = ReadText(bytes: Array(writer.slice(start..<writer.count)))
      writer.removeLast(to: start)
      spans.removeLast(to: span + 1)
      guard isGood else {
        hasFault = true
        continue
      }
      if isFrench { french = text } else { english = text }
    }
    if !hasFault, english == nil, french == nil { fault(json, .noLanguage) }
    guard !hasFault, english != nil || french != nil else { return false }
    writer.put(UInt8(ascii: "{"))
    put("en", 1, english)
    if english != nil, french != nil { writer.put(UInt8(ascii: ",")) }
    put("fr", 0, french)
    writer.put(UInt8(ascii: "}"))
    close(span)
    return true
  }

  private struct ReadText {
    var bytes: [UInt8]
  }

  private mutating func put(_ name: StaticString, _ field: UInt16, _ text: ReadText?) {
    guard let text else { return }
    writer.putKey(name)
    put(field) { writer in text.bytes.withUnsafeBufferPointer { writer.put($0) } }
  }

  /// A key, or the key of another record.
  mutating func key(_ field: UInt16, _ json: inout JSONReader) throws(JSONError) -> Bool {
    guard try accepts(.string, .string, &json) else { return false }
    let span = try json.scanStringValue()
    let bytes = json.slice(span.range)
    if !span.isEscaped, TextFormat.isKey(bytes) {
      putQuoted(field, bytes)
      return true
    }
    return try formatted(.key, span, field, json)
  }

  /// A string of a certain shape.
  mutating func formatted(
    _ plan: ReadingPlan.FieldPlan, _ field: UInt16, _ json: inout JSONReader
  ) throws(JSONError) -> Bool {
    guard try accepts(.string, .string, &json) else { return false }
    var type = plan.field.type
    if case .list(let element, _) = type { type = element }
    guard case .formatted(let format) = type else { return false }
    return try formatted(format, try json.scanStringValue(), field, json)
  }

  private mutating func formatted(
    _ format: TextFormat, _ span: JSONReader.StringSpan, _ field: UInt16, _ json: borrowing JSONReader
  ) throws(JSONError) -> Bool {
    let bytes = json.slice(span.range)
    if !span.isEscaped, !span.hasNonASCII {
      if format.matches(bytes) {
        putQuoted(field, bytes)
        return true
      }
    } else {
      let sent = span.isEscaped ? try json.unescape(span) : Array(bytes)
      // Unicode's normal form makes ASCII of a few other signs, such as that of the kelvin.
      let text = format.allowsNonASCII ? Self.normalised(sent) : sent
      if text.withUnsafeBufferPointer(format.matches) {
        putEscaped(field, text)
        return true
      }
    }
    let hasOuterSpace = bytes.first.map { $0 <= 0x20 } == true || bytes.last == 0x20
    fault(json, hasOuterSpace ? .outerSpace : .format(format), found: found(span, json))
    return false
  }

  mutating func code(
    _ plan: ReadingPlan.FieldPlan, _ field: UInt16, _ json: inout JSONReader
  ) throws(JSONError) -> Bool {
    guard try accepts(.string, .string, &json) else { return false }
    let span = try json.scanStringValue()
    let bytes = json.slice(span.range)
    if !span.isEscaped, plan.codes?.contains(bytes) == true {
      putQuoted(field, bytes)
      return true
    }
    guard let list = plan.field.type.codeList else { return false }
    let text = String(decoding: span.isEscaped ? try json.unescape(span) : Array(bytes), as: UTF8.self)
    if list.contains(text) {
      putEscaped(field, Array(text.utf8))
      return true
    }
    fault(
      json, .unknownCode(list), found: found(span, json), allowed: list.shown(near: text),
      suggestion: list.suggestion(for: text))
    return false
  }

  /// A sender's own code, of which only the pseudonym is kept.
  mutating func protectedCode(_ field: UInt16, _ json: inout JSONReader) throws(JSONError) -> Bool {
    // What is refused is not shown, whatever it is: it may name somebody.
    guard try accepts(.string, .string, &json, isShown: false) else { return false }
    let span = try json.scanStringValue()
    let text = Self.normalised(span.isEscaped ? try json.unescape(span) : Array(json.slice(span.range)))
    let problem = text.withUnsafeBufferPointer { TextCheck.fault(in: $0, limit: RecordLimits.stringCharacters) }
    if let problem {
      note(problem, RecordLimits.stringCharacters, "", json)
      return false
    }
    if text.withUnsafeBufferPointer(Pseudonyms.isPseudonym) {
      putEscaped(field, text)
      return true
    }
    guard let pseudonyms else {
      fault(json, .noPseudonyms)
      return false
    }
    try lookForProgramme(json)
    // A record without a programme is refused for that.
    guard let programme else { return false }
    let digits = pseudonyms.digits(programme, text).prefix(Pseudonyms.digits)
    putEscaped(field, Array((Pseudonyms.prefix + digits).utf8))
    return true
  }

  // MARK: - Writing

  @inline(__always)
  private mutating func putQuoted(_ field: UInt16, _ bytes: UnsafeBufferPointer<UInt8>) {
    put(field) { $0.putQuoted(bytes) }
  }

  private mutating func putEscaped(_ field: UInt16, _ text: [UInt8]) {
    var json: [UInt8] = []
    text.withUnsafeBufferPointer { JSONText.append($0, to: &json) }
    put(field) { writer in json.withUnsafeBufferPointer { writer.put($0) } }
  }
}
