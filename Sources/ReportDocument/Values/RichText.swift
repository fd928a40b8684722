import JSONBytes

/// A line of prose: text and figures one after another.
public struct RichText: Hashable, Sendable {
  /// The values, in reading order.
  public var values: [InlineValue]

  /// Prose of the given values; none are added between them, spaces included.
  public init(_ values: [InlineValue]) { self.values = values }

  /// Plain text.
  public init(_ text: String) { values = [.text(text)] }

  /// Visits every value, those of footnotes after the one that they stand at.
  public func eachValue<Fault: Error>(_ visit: (InlineValue) throws(Fault) -> Void) throws(Fault) {
    for value in values {
      try visit(value)
      if case .footnote(let note) = value.content { try note.eachValue(visit) }
    }
  }
}

extension RichText: ExpressibleByStringInterpolation, ExpressibleByArrayLiteral {
  /// Plain text.
  public init(stringLiteral value: String) { self.init(value) }
  /// Prose of the given values.
  public init(arrayLiteral elements: InlineValue...) { self.init(elements) }
}

extension RichText {
  /// Reads a text or an array of values, and one value alone where that is allowed.
  static func read(_ reader: inout JSONReader, orValue: Bool = false) throws -> RichText {
    switch try reader.peek() {
    case .string: return RichText(try reader.readText())
    case .object where orValue: return RichText([try InlineValue.read(&reader)])
    default: return RichText(try reader.readElements(limit: DocumentLimits.spans) { try InlineValue.read(&$0) })
    }
  }
}

extension JSONWriter {
  /// One plain text is a string; anything else an array of values.
  mutating func richText(_ text: RichText) {
    if text.values.count == 1, text.values[0].isPlainText { return text.values[0].write(to: &self) }
    array(text.values) { $1.write(to: &$0) }
  }

  mutating func member(_ name: StaticString, _ text: RichText) {
    key(name)
    richText(text)
  }

  mutating func member(_ name: StaticString, _ text: TitleText) {
    key(name)
    text.write(to: &self)
  }

  mutating func member(_ name: StaticString, ifPresent text: TitleText?) {
    if let text { member(name, text) }
  }

  mutating func array<Element>(
    _ name: StaticString, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
  ) {
    key(name)
    array(elements, write)
  }

  private mutating func array<Element>(_ elements: [Element], _ write: (inout JSONWriter, Element) -> Void) {
    beginArray()
    for element in elements { write(&self, element) }
    endArray()
  }
}
