import Glibc
import JSONBytes
public import Violations

/// A record that broke no rule: its canonical text, and where in it each value stands.
///
/// An object, so that a queue, a sorted batch and an answer share one. No string is made of it that nobody asks for.
public final class Record: Sendable {
  /// The kind.
  public let kind: RecordKind
  /// The record as canonical JSON without `ifRevision`: equal records are equal bytes.
  public let text: [UInt8]
  /// The revision that the sender means to replace, if named.
  public let ifRevision: Int?
  let spans: [RecordSpan]

  init(kind: RecordKind, text: [UInt8], spans: [RecordSpan], ifRevision: Int?) {
    self.kind = kind
    self.text = text
    self.spans = spans
    self.ifRevision = ifRevision
  }

  /// The record as a value.
  public var root: RecordValue { RecordValue(record: self, place: 0, plan: kind.object.plan) }

  /// A field of the record; nil if it was left out.
  public subscript(name: StaticString) -> RecordValue? { root[name] }

  /// The programme's key.
  public var programme: String { root.member(at: RecordHead.programme)?.string ?? "" }

  /// The submitter's own key.
  public var key: String { root.member(at: RecordHead.key)?.string ?? "" }

  /// The language of texts that name none.
  public var language: Language {
    root.member(at: RecordHead.language).flatMap { Language(rawValue: $0.string) } ?? .french
  }

  /// The level that the submitter asks for.
  public var confidentiality: ConfidentialityLevel {
    guard let value = root.member(at: RecordHead.confidentiality) else { return .restricted }
    // A code that was read is one of the list's; anything else is a fault of ours and must not open the record.
    return ConfidentialityLevel(code: value.string) ?? .confidential
  }

  /// What a reviewer must see put right before the record is validated; the sender is warned of it.
  ///
  /// - Parameter day: the day whose rules are asked for; nil for today's.
  public func reviewFaults(on day: CalendarDate? = nil) -> [FieldViolation] {
    guard !kind.reviewRules.isEmpty else { return [] }
    var faults = Rule.Faults()
    for rule in kind.reviewRules where rule.holds(on: day) { rule.check(root, &faults) }
    return faults.violations
  }

  func withJSON<Result>(at place: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let span = spans[place]
    return text.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[Int(span.start)..<Int(span.end)])) }
  }

  func withBytes<Result>(at place: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    withJSON(at: place) { json in
      guard let base = json.baseAddress, base[0] == UInt8(ascii: "\"") else { return body(json) }
      let content = UnsafeBufferPointer(start: base + 1, count: json.count - 2)
      guard memchr(base, Int32(UInt8(ascii: "\\")), json.count) != nil else { return body(content) }
      let unescaped = try? JSONReader.read(UnsafeRawBufferPointer(json)) { (reader) throws(JSONError) in
        try reader.readString()
      }
      return Array((unescaped ?? "").utf8).withUnsafeBufferPointer(body)
    }
  }
}

/// Where one value stands in a record's canonical text.
///
/// Spans stand in the order in which values were read; the values within an object or a list follow it at once.
struct RecordSpan: Sendable {
  /// The value's first byte.
  var start: UInt32
  /// The byte after its last.
  var end: UInt32
  /// The place of the span that follows everything within this value.
  var next: UInt32
  /// The field's place in its object's type, or the element's place in its list.
  var field: UInt16

  mutating func move(by shift: Int) {
    start = UInt32(truncatingIfNeeded: Int(start) + shift)
    end = UInt32(truncatingIfNeeded: Int(end) + shift)
  }
}

/// A key in a record that names another record.
public struct FoundReference: Sendable {
  /// What the field refers to.
  public let reference: RecordReference
  private let value: RecordValue

  init(_ reference: RecordReference, _ value: RecordValue) {
    self.reference = reference
    self.value = value
  }

  /// The field, as `recommendations[0].addressee`.
  public var path: String { value.path }
  /// The key.
  public var key: String { value.string }
}

extension Record {
  /// Every key in the record that names another record.
  public var references: [FoundReference] {
    var found: [FoundReference] = []
    root.collectReferences(&found)
    return found
  }
}
