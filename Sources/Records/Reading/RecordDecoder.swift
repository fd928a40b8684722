import JSONBytes
import Violations

/// Reads one record: checks, canonical text and spans in the same pass.
///
/// Only bytes that are no JSON throw. Every other fault is noted, and the value at fault leaves neither text nor span,
/// so that a sender sees all faults at once.
struct RecordDecoder: ~Copyable {
  private let kinds: KindCatalogue
  let pseudonyms: Pseudonyms?
  /// The day whose rules hold; nil for today's.
  let day: CalendarDate?
  /// Objects around the record, which are no part of its paths.
  let depth: Int
  private let startOffset: Int

  var writer: CanonicalWriter
  var spans = Stack<RecordSpan>(capacity: 96)
  var faults = FaultList()
  var openRules = Stack<OpenRules>(capacity: 16)
  var members = Stack<ObjectMember>(capacity: 48)
  var ifRevision: Int?
  var programme: String?
  /// A record may hold a thousand codes, and is not searched for each.
  private var hasLookedForProgramme = false

  init(
    kinds: KindCatalogue, pseudonyms: Pseudonyms?, day: CalendarDate? = nil, _ json: borrowing JSONReader
  ) {
    self.kinds = kinds
    self.pseudonyms = pseudonyms
    self.day = day
    depth = json.depth
    startOffset = json.offset
    // Members are copied behind the text while they are put in order. The line around the record may be longer than it,
    // but not than a few of its texts.
    writer = CanonicalWriter(capacity: min(2 * json.remainingCount + 64, 8_192))
  }

  // MARK: - The record

  mutating func record(_ json: inout JSONReader) throws(JSONError) -> Record? {
    guard try json.peek() == .object else {
      try json.skipValue()
      fault(json, .notAnObject)
      return nil
    }
    let start = json.offset
    try json.beginObject()
    let first = try json.nextKeySpan()
    guard let kind = try kind(&json, first: first, start) else {
      if let first {
        try json.noteUnknownKey(first)
        try json.skipValue()
        while try json.nextKey() != nil { try json.skipValue() }
      }
      return nil
    }
    let span = open(0)
    try object(kind.object.plan, &json, at: span, pending: first, isRecord: true)
    close(span)
    let length = json.offset - start
    if length > RecordLimits.recordBytes { fault(json, .recordTooLong(length)) }
    let record = Record(kind: kind, text: writer.bytes, spans: spans.elements, ifRevision: ifRevision)
    checkRules(of: record)
    return record
  }

  /// Finds the kind, on which the meaning of the other fields depends, without moving. Senders mostly write it first.
  private mutating func kind(
    _ json: inout JSONReader, first: JSONReader.StringSpan?, _ start: Int
  ) throws(JSONError) -> RecordKind? {
    let name: Scanned
    if let first, json.slice(first.range).elementsEqual("kind".utf8) {
      var ahead = json.reader(at: json.offset)
      name = try Self.scanString(&ahead)
    } else {
      name = try scan("kind", json, start)
    }
    switch name {
    case .string(let text):
      if let kind = kinds.kind(text) { return kind }
      let nearest = NearestName.suggestion(for: text, in: kinds.names)
      faults.add(
        FieldViolation(
          path: "kind", message: .unknownKind, found: text, allowed: kinds.names, suggestion: nearest))
    case .other(let type):
      faults.add(
        FieldViolation(
          path: "kind", message: type == .null ? .null : .wrongType(.string, ExpectedType(type)),
          allowed: kinds.names))
    case .absent:
      let hasType = if case .string = try scan("type", json, start) { true } else { false }
      if hasType {
        faults.add(FieldViolation(path: "type", message: .typeForKind, allowed: [], suggestion: "kind"))
      }
      faults.add(FieldViolation(path: "kind", message: .required, allowed: kinds.names))
    }
    return nil
  }

  private enum Scanned {
    case string(String)
    case other(JSONKind)
    case absent
  }

  /// Looks ahead for a member of the record.
  private func scan(
    _ name: StaticString, _ json: borrowing JSONReader, _ start: Int
  ) throws(JSONError) -> Scanned {
    var ahead = json.reader(at: start)
    try ahead.beginObject()
    while let key = try ahead.nextKey() {
      if key == name { return try Self.scanString(&ahead) }
      try ahead.skipValue()
    }
    return .absent
  }

  private static func scanString(_ json: inout JSONReader) throws(JSONError) -> Scanned {
    let type = try json.peek()
    guard type == .string else { return .other(type) }
    return .string(try json.readString())
  }

  /// Looks for the programme, on which pseudonyms depend, behind the first code; senders mostly write it before.
  mutating func lookForProgramme(_ json: borrowing JSONReader) throws(JSONError) {
    guard !hasLookedForProgramme else { return }
    hasLookedForProgramme = true
    if programme == nil, case .string(let name) = try scan("programme", json, startOffset) { programme = name }
  }

  // MARK: - Values

  /// Reads one value; false if a fault was noted.
  mutating func value(
    _ plan: ReadingPlan.FieldPlan, _ field: UInt16, _ json: inout JSONReader
  ) throws(JSONError) -> Bool {
    switch plan.step {
    case .code: return try code(plan, field, &json)
    case .text: return try text(plan.upper, field, &json)
    case .key: return try key(field, &json)
    case .string: return try string(plan.upper, field, &json)
    case .formatted: return try formatted(plan, field, &json)
    case .date: return try date(field, &json)
    case .partialDate: return try partialDate(field, &json)
    case .integer: return try integer(plan.lower...plan.upper, field, &json)
    case .number: return try number(plan, field, &json)
    case .boolean:
      guard try accepts(.boolean, .boolean, &json) else { return false }
      let isTrue = try json.readBool()
      put(field) { $0.put(isTrue ? "true" : "false") }
      return true
    case .money: return try money(field, &json)
    case .protectedCode: return try protectedCode(field, &json)
    case .object:
      guard let object = plan.object, try accepts(.object, .object, &json) else { return false }
      let span = open(field)
      try json.beginObject()
      try self.object(object, &json, at: span)
      close(span)
      return true
    case .list:
      guard let element = plan.element else { return false }
      return try list(element, of: plan.field, plan.upper, field, &json)
    }
  }

  private mutating func list(
    _ plan: UnsafePointer<ReadingPlan.FieldPlan>, of declared: Field, _ limit: Int, _ field: UInt16,
    _ json: inout JSONReader
  ) throws(JSONError) -> Bool {
    guard try accepts(.array, .array, &json) else { return false }
    let span = open(field)
    writer.put(UInt8(ascii: "["))
    var count = 0
    try json.beginArray()
    while try json.nextElement() {
      count += 1
      guard count <= limit else {
        try json.skipValue()
        continue
      }
      let text = writer.count
      let element = spans.count
      if try value(plan.pointee, UInt16(truncatingIfNeeded: count - 1), &json) {
        if plan.pointee.object == nil { refuseRepetition(of: element, in: span, json) }
        writer.put(UInt8(ascii: ","))
      } else {
        discard(text, element)
      }
    }
    if count > limit { fault(json, .listTooLong(count, limit)) }
    // An empty list says what a list that was left out says.
    if count == 0, declared.isRequired {
      fault(json, .required, allowed: declared.type.codeList?.shownCodes ?? [])
    }
    guard spans.count > span + 1 else { return false }
    writer.removeLast(to: writer.count - 1)
    writer.put(UInt8(ascii: "]"))
    close(span)
    return true
  }

  /// Two equal elements of a list of plain values are a mistake.
  private mutating func refuseRepetition(of element: Int, in list: Int, _ json: borrowing JSONReader) {
    let range = Int(spans[element].start)..<Int(spans[element].end)
    var other = list + 1
    while other < element {
      let earlier = Int(spans[other].start)..<Int(spans[other].end)
      if earlier.count == range.count, writer.areEqual(earlier, range) {
        faults.add(
          FieldViolation(
            path: json.path(below: depth), message: .repeatedElement,
            found: String(decoding: writer.slice(range), as: UTF8.self)))
        return
      }
      other = Int(spans[other].next)
    }
  }

  // MARK: - Spans

  mutating func open(_ field: UInt16) -> Int {
    spans.append(RecordSpan(start: UInt32(truncatingIfNeeded: writer.count), end: 0, next: 0, field: field))
    return spans.count - 1
  }

  mutating func close(_ span: Int) {
    spans[span].end = UInt32(truncatingIfNeeded: writer.count)
    spans[span].next = UInt32(truncatingIfNeeded: spans.count)
  }

  /// Writes a value that has no parts.
  @inline(__always)
  mutating func put(_ field: UInt16, _ write: (inout CanonicalWriter) -> Void) {
    let span = open(field)
    write(&writer)
    close(span)
  }
}
