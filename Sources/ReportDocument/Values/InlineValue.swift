/// One value inside a line or a table cell: text, or a figure whose spelling is left to the writer.
public struct InlineValue: Hashable, Sendable {
  /// What kinds of value there are.
  public indirect enum Content: Hashable, Sendable {
    /// Text, perhaps emphasised or linked.
    case text(TextSpan)
    /// A whole number.
    case integer(Int64)
    /// A finite number, rounded to `decimals` digits (0 to 6), half away from zero.
    case number(Double, decimals: Int)
    /// A decimal amount such as `187000.00` and an ISO 4217 currency such as `USD`.
    case money(amount: String, currency: String)
    /// A day: short in tables, long in prose.
    case date(DocumentDate)
    /// A finite number of hundredths: 45.2 is printed as 45.2 %.
    case percent(Double, decimals: Int)
    /// The label of a code in the report's language, and the code if it is known.
    case label(String, code: String?)
    /// No such figure is known; printed visibly.
    case missing
    /// A count hidden to protect people; all that is said is that it lies below the threshold.
    case suppressed(below: Int)
    /// A count hidden to protect people, or a figure derived from one: it is small, or a small one could be computed
    /// from it, and which of the two is never told.
    case withheld
    /// A field that stands above the report's level. It is there, and is not said.
    case undisclosed
    /// A note at the foot, to which a mark leads; in it stands no other note.
    case footnote(RichText)
  }

  /// The value.
  public var content: Content
  /// What leads from a figure back to the records behind it; never for a suppressed one.
  public var trace: String?

  /// A value of the given content. A number that is not finite becomes ``missing``, and a suppressed one
  /// loses its trace.
  public init(_ content: Content, trace: String? = nil) {
    switch content {
    case .number(let value, _) where !value.isFinite, .percent(let value, _) where !value.isFinite:
      self.content = .missing
      self.trace = trace
    case .suppressed, .withheld, .undisclosed, .footnote:
      self.content = content
      self.trace = nil
    default:
      self.content = content
      self.trace = trace
    }
  }

  /// No such figure is known.
  public static let missing = InlineValue(.missing)

  /// Text.
  public static func text(_ text: String) -> InlineValue { InlineValue(.text(TextSpan(text))) }

  /// A whole number.
  public static func integer(_ value: some BinaryInteger, trace: String? = nil) -> InlineValue {
    guard let integer = Int64(exactly: value) else {
      return InlineValue(.number(Double(value), decimals: 0), trace: trace)
    }
    return InlineValue(.integer(integer), trace: trace)
  }

  /// A number, rounded to `decimals` digits, half away from zero.
  public static func number(_ value: Double, decimals: Int, trace: String? = nil) -> InlineValue {
    InlineValue(.number(value, decimals: clamped(decimals)), trace: trace)
  }

  /// A decimal amount such as `187000.00` in an ISO 4217 currency; ``missing`` if it is not written so.
  public static func money(_ amount: String, _ currency: String, trace: String? = nil) -> InlineValue {
    guard MoneyText.isAmount(amount), MoneyText.isCurrency(currency) else { return .missing }
    return InlineValue(.money(amount: amount, currency: currency), trace: trace)
  }

  /// A day.
  public static func date(_ date: DocumentDate) -> InlineValue { InlineValue(.date(date)) }

  /// A number of hundredths: 45.2 is printed as 45.2 %.
  public static func percent(_ value: Double, decimals: Int = 1, trace: String? = nil) -> InlineValue {
    InlineValue(.percent(value, decimals: clamped(decimals)), trace: trace)
  }

  /// The label of a code in the report's language.
  public static func label(_ label: String, code: String? = nil) -> InlineValue {
    InlineValue(.label(label, code: code))
  }

  /// A count hidden to protect people.
  public static func suppressed(below threshold: Int = 5) -> InlineValue {
    InlineValue(.suppressed(below: min(max(threshold, 2), DocumentLimits.suppressionThreshold)))
  }

  /// A count hidden to protect people: it is small, or a small one could be computed from it.
  public static let withheld = InlineValue(.withheld)

  /// A field that stands above the report's level.
  public static let undisclosed = InlineValue(.undisclosed)

  /// A note at the foot.
  public static func footnote(_ text: RichText) -> InlineValue { InlineValue(.footnote(text)) }

  private static func clamped(_ decimals: Int) -> Int { min(max(decimals, 0), DocumentLimits.decimals) }
}

extension InlineValue: ExpressibleByStringInterpolation {
  /// Plain text.
  public init(stringLiteral value: String) { self = .text(value) }
}
