import Glibc

/// One value of a record, read from its text when asked for.
public struct RecordValue: Sendable {
  let record: Record
  let place: Int
  /// The fields, if the value is an object of declared fields; not the declaration itself, which would be retained for
  /// every value.
  nonisolated(unsafe) let plan: UnsafePointer<ReadingPlan>?

  /// The fields' declaration.
  var type: ObjectType? { plan?.pointee.type?.takeUnretainedValue() }

  private var span: RecordSpan { record.spans[place] }

  /// A field of an object; nil if it was left out.
  public subscript(name: StaticString) -> RecordValue? {
    if let plan { return plan.pointee.index(of: name).flatMap { member(at: $0) } }
    // Money and texts of two languages are objects without a type of their own.
    switch name.description {
    case "amount", "fr": return child(0)
    case "currency", "en": return child(1)
    default: return nil
    }
  }

  /// A field of an object, by its declaration.
  public func member(_ field: Field) -> RecordValue? { self[field.key] }

  func member(at field: Int) -> RecordValue? {
    guard let found = child(field) else { return nil }
    return RecordValue(record: record, place: found.place, plan: plan?.pointee.fields[field].object)
  }

  private func child(_ field: Int) -> RecordValue? {
    record.spans.withUnsafeBufferPointer { spans in
      let end = Int(spans[place].next)
      var child = place + 1
      while child < end {
        if spans[child].field == field { return RecordValue(record: record, place: child, plan: nil) }
        child = Int(spans[child].next)
      }
      return nil
    }
  }

  /// The elements of a list; a value that is no list is its own only element.
  public var elements: [RecordValue] {
    guard record.text[Int(span.start)] == UInt8(ascii: "[") else { return [self] }
    var elements: [RecordValue] = []
    var child = place + 1
    while child < Int(span.next) {
      elements.append(RecordValue(record: record, place: child, plan: plan))
      child = Int(record.spans[child].next)
    }
    return elements
  }

  /// Whether it is a list of more than one element.
  var hasSeveralElements: Bool {
    guard record.text[Int(span.start)] == UInt8(ascii: "["), Int(span.next) > place + 1 else { return false }
    return record.spans[place + 1].next < span.next
  }

  /// Lends the value's canonical JSON.
  public func withJSON<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    record.withJSON(at: place, body)
  }

  /// Lends the bytes of a string without its quotes and escapes, or of any other value as it stands.
  public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    record.withBytes(at: place, body)
  }

  /// A string's content; for other values, their JSON.
  public var string: String { withBytes { String(decoding: $0, as: UTF8.self) } }

  /// Whether a string has exactly this content.
  public func equals(_ text: StaticString) -> Bool { withBytes { text.hasContent($0) } }

  /// Which of these contents a string has exactly.
  func place(among texts: [StaticString]) -> Int? { withBytes { bytes in texts.firstIndex { $0.hasContent(bytes) } } }

  /// A date; nil for anything else.
  public var date: CalendarDate? { withBytes { CalendarDate(utf8: $0) } }

  /// A date as exactly as it is known; nil for anything else.
  public var partialDate: PartialDate? { withBytes { PartialDate(utf8: $0) } }

  /// A whole number; nil for anything else.
  public var integer: Int? {
    withJSON { digits in
      let isNegative = digits.first == UInt8(ascii: "-")
      let first = isNegative ? 1 : 0
      // One digit fewer than what an `Int` may not hold; RecordLimits allows fewer still.
      guard digits.count > first, digits.count < 19 else { return nil }
      var number = 0
      for digit in digits[first...] {
        guard 0x30...0x39 ~= digit else { return nil }
        number = number &* 10 &+ Int(digit &- 0x30)
      }
      return isNegative ? -number : number
    }
  }

  /// A number; nil for anything else.
  public var number: Double? { withJSON { $0.first == UInt8(ascii: "\"") ? nil : Double(string) } }

  /// `true` or `false`; nil for anything else.
  public var boolean: Bool? {
    withJSON { $0.elementsEqual("true".utf8) ? true : $0.elementsEqual("false".utf8) ? false : nil }
  }

  /// A sum of money; nil for anything else.
  public var money: Money? {
    guard let amount = self["amount"]?.string, let currency = self["currency"]?.string else { return nil }
    return Money(amount: amount, currency: currency)
  }

  /// A text in the languages that it has.
  public var localized: LocalizedText {
    if withJSON({ $0.first == UInt8(ascii: "\"") }) {
      return record.language == .french ? LocalizedText(fr: string) : LocalizedText(en: string)
    }
    return LocalizedText(fr: child(0)?.string, en: child(1)?.string)
  }

  /// Where the value stands in its record, as `recommendations[2].addressee`; empty for the record.
  public var path: String {
    var text = ""
    var at = 0
    var type: ObjectType? = record.kind.object
    while at < place {
      var child = at + 1
      while Int(record.spans[child].next) <= place { child = Int(record.spans[child].next) }
      let field = Int(record.spans[child].field)
      if record.text[Int(record.spans[at].start)] == UInt8(ascii: "[") {
        text += "[\(field)]"
      } else {
        let name = type?.fields[field].name ?? ""
        text += text.isEmpty ? name : "." + name
        type = type?.fields[field].type.objectType
      }
      at = child
    }
    return text
  }
}

extension StaticString {
  fileprivate func hasContent(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count == utf8CodeUnitCount, let base = bytes.baseAddress else {
      return bytes.count == utf8CodeUnitCount
    }
    return memcmp(utf8Start, base, bytes.count) == 0
  }
}

extension RecordValue {
  func collectReferences(_ found: inout [FoundReference]) {
    guard let type else { return }
    for place in type.referencePlaces {
      guard let member = member(at: place) else { continue }
      let field = type.fields[place].type
      if let reference = field.reference {
        for element in member.elements { found.append(FoundReference(reference, element)) }
      } else {
        for element in member.elements { element.collectReferences(&found) }
      }
    }
  }
}
