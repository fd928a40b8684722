/// A line of prose: text and figures one after another.
public struct RichText: Hashable, Sendable {
  /// The values, in reading order.
  public var values: [InlineValue]

  /// Prose of the given values; none are added between them, spaces included.
  public init(_ values: [InlineValue]) { self.values = values }

  /// Plain text.
  public init(_ text: String) { values = [.text(text)] }
}

extension RichText: ExpressibleByStringInterpolation, ExpressibleByArrayLiteral {
  /// Plain text.
  public init(stringLiteral value: String) { self.init(value) }
  /// Prose of the given values.
  public init(arrayLiteral elements: InlineValue...) { self.init(elements) }
}
