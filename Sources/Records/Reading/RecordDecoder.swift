import JSONBytes
import Violations

/// Reads one record: checks, canonical text and spans in the same pass.
///
/// Only bytes that are no JSON throw. Every other fault is noted, and the value at fault leaves neither text nor span,
/// so that a sender sees all faults at once.
struct RecordDecoder: ~Copyable {
  private let kinds: KindCatalogue
  let pseudonyms: Pseudonyms?
  /// Objects around the record, which are no part of its paths.
  let depth: Int
  private let startOffset: Int

  var writer: CanonicalWriter
  var spans = Stack<RecordSpan>(capacity: 96)
  var faults = FaultList()
  private var members = Stack<Member>(capacity: 48)
  /// Where the member of each rank stands, while an object is put in order.
  private let places = UnsafeMutablePointer<Int>.allocate(capacity: ObjectType.fieldLimit)
  private var ifRevision: Int?
  private(set) var programme: String?
  /// A record may hold a thousand codes, and is not searched for each.
  private var hasLookedForProgramme = false

  /// A member of an object that is being read.
  private struct Member {
    /// The key's place among the object's keys in canonical order.
    var rank: UInt8
    private var textStart: Int
    private var textEnd: Int
    private var firstSpan: Int
    private var endSpan: Int

    init(rank: UInt8, text: Range<Int>, spans: Range<Int>) {
      self.rank = rank
      (textStart, textEnd) = (text.lowerBound, text.upperBound)
      (firstSpan, endSpan) = (spans.lowerBound, spans.upperBound)
    }

    var text: Range<Int> { textStart..<textEnd }
    var spans: Range<Int> { firstSpan..<endSpan }
  }

  init(kinds: KindCatalogue, pseudonyms: Pseudonyms?, _ json: borrowing JSONReader) {
    self.kinds = kinds
    self.pseudonyms = pseudonyms
    depth = json.depth
    startOffset = json.offset
    // The line around the record may be longer than it, but not than a few of its texts.
    writer = CanonicalWriter(capacity: min(json.remainingCount + 64, 4_096))
  }

  deinit { places.deallocate() }

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
    try object(kind.object.plan, &json, pending: first, isRecord: true)
    close(span)
    let length = json.offset - start
    if length > RecordLimits.recordBytes { fault(json, .recordTooLong(length)) }
    let record = Record(kind: kind, text: writer.bytes, spans: spans.elements, ifRevision: ifRevision)
    faults.add(fromRules: record.brokenRules(beside: faults.violations.map(\.path)))
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

  // MARK: - Objects

  /// Reads the members of an object that was begun; `pending` is a key that was read already.
  private mutating func object(
    _ plan: UnsafePointer<ReadingPlan>, _ json: inout JSONReader, pending: JSONReader.StringSpan? = nil,
    isRecord: Bool = false
  ) throws(JSONError) {
    let firstMember = members.count
    writer.put(UInt8(ascii: "{"))
    var seen: UInt64 = 0
    var expected = 0
    var next = if let pending { pending } else { try json.nextKeySpan() }
    while let key = next {
      if let index = try index(of: key, plan, startingAt: expected, json) {
        let bit: UInt64 = 1 << UInt64(index)
        guard seen & bit == 0 else { throw json.duplicateKey(plan.pointee.fields[index].field.name) }
        seen |= bit
        expected = index + 1
        if isRecord, index == RecordHead.ifRevision {
          ifRevision = try wholeNumber(RecordLimits.revisions, &json)
        } else {
          try member(plan.pointee.fields[index], index, &json)
          if isRecord, index == RecordHead.programme { noteProgramme(since: firstMember) }
        }
      } else {
        try unknownField(key, plan, &json)
      }
      next = try json.nextKeySpan()
    }
    reportMissing(plan.pointee.required & ~seen, plan, json)
    sortMembers(from: firstMember)
    writer.put(UInt8(ascii: "}"))
  }

  @inline(__always)
  private func index(
    of key: JSONReader.StringSpan, _ plan: UnsafePointer<ReadingPlan>, startingAt start: Int,
    _ json: borrowing JSONReader
  ) throws(JSONError) -> Int? {
    if !key.isEscaped { return plan.pointee.index(of: json.slice(key.range), startingAt: start) }
    return try json.unescape(key).withUnsafeBufferPointer { plan.pointee.index(of: $0, startingAt: start) }
  }

  @inline(__always)
  private mutating func member(
    _ plan: ReadingPlan.FieldPlan, _ index: Int, _ json: inout JSONReader
  ) throws(JSONError) {
    let text = writer.count
    let span = spans.count
    writer.put(plan.key)
    if try value(plan, UInt16(truncatingIfNeeded: index), &json) {
      writer.put(UInt8(ascii: ","))
      members.append(Member(rank: plan.rank, text: text..<writer.count, spans: span..<spans.count))
    } else {
      discard(text, span)
    }
  }

  private mutating func discard(_ text: Int, _ span: Int) {
    writer.removeLast(to: text)
    spans.removeLast(to: span)
  }

  /// Puts an object's members into canonical order, and takes the last comma away.
  private mutating func sortMembers(from first: Int) {
    guard members.count > first else { return }
    defer { members.removeLast(to: first) }
    var isSorted = true
    var present: UInt64 = 0
    for index in first..<members.count {
      let bit: UInt64 = 1 << UInt64(members[index].rank)
      // A bit above this one says that a later key stood before it.
      if present > bit { isSorted = false }
      present |= bit
      places[Int(members[index].rank)] = index
    }
    if !isSorted { reorder(from: first, present) }
    writer.removeLast(to: writer.count - 1)
  }

  /// Puts members, whose ranks are the bits of `present`, into the order of their ranks.
  private mutating func reorder(from first: Int, _ present: UInt64) {
    let start = members[first].text.lowerBound
    writer.beginReordering(from: start)
    var position = start
    var left = present
    while left != 0 {
      let member = members[places[left.trailingZeroBitCount]]
      left &= left - 1
      writer.takeBack(member.text, from: start, to: position)
      let shift = position - member.text.lowerBound
      if shift != 0 {
        for index in member.spans { spans[index].move(by: shift) }
      }
      position += member.text.count
    }
  }

  private mutating func noteProgramme(since first: Int) {
    guard members.count > first, let span = members[members.count - 1].spans.first else { return }
    programme = String(
      decoding: writer.slice(Int(spans[span].start) + 1..<Int(spans[span].end) - 1), as: UTF8.self)
  }

  private mutating func unknownField(
    _ key: JSONReader.StringSpan, _ plan: UnsafePointer<ReadingPlan>, _ json: inout JSONReader
  ) throws(JSONError) {
    let name = String(
      decoding: key.isEscaped ? try json.unescape(key) : Array(json.slice(key.range)), as: UTF8.self)
    try json.noteUnknownKey(key)
    if !faults.isFull {
      let candidates = plan.pointee.fields.map(\.field.name)
      let suggestion = NearestName.suggestion(for: name, in: candidates)
      faults.add(
        FieldViolation(
          path: json.path(below: depth), message: .unknownField, found: name,
          allowed: suggestion == nil ? candidates : [], suggestion: suggestion))
    }
    try json.skipValue()
  }

  private mutating func reportMissing(
    _ missing: UInt64, _ plan: UnsafePointer<ReadingPlan>, _ json: borrowing JSONReader
  ) {
    guard missing != 0 else { return }
    let prefix = json.path(below: depth)
    for (index, plan) in plan.pointee.fields.enumerated() where missing & 1 << UInt64(index) != 0 {
      faults.add(
        FieldViolation(
          path: prefix.isEmpty ? plan.field.name : prefix + "." + plan.field.name, message: .required,
          allowed: plan.field.type.codeList?.shownCodes ?? []))
    }
  }

  // MARK: - Values

  /// Reads one value; false if a fault was noted.
  private mutating func value(
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
      try self.object(object, &json)
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

  // MARK: - Spans and faults

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

  /// Looks for the programme, on which pseudonyms depend, behind the first code; senders mostly write it before.
  mutating func lookForProgramme(_ json: borrowing JSONReader) throws(JSONError) {
    guard !hasLookedForProgramme else { return }
    hasLookedForProgramme = true
    if programme == nil, case .string(let name) = try scan("programme", json, startOffset) { programme = name }
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
