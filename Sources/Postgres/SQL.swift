import Glibc

/// The text of a statement, whose interpolations are parameters and never text.
///
/// ```swift
/// let statement: SQL = "SELECT body FROM finding WHERE programme = \(programme) AND key = \(key)"
/// ```
/// `\(identifier: name)` quotes a name, `\(raw: "DESC")` takes text from the source code only, and
/// `\(fragment: other)` puts in another statement's text, its parameters numbered anew.
public struct SQL: Sendable, ExpressibleByStringInterpolation {
  /// The text, with `$1`, `$2`, … for the parameters.
  public let text: String
  /// The parameters, in order.
  public let parameters: [Parameter]
  /// The texts between the parameters, one more than those; nil when the text was written by hand.
  private let segments: [String]?
  /// Why the statement cannot be sent.
  let fault: DatabaseError?

  /// A statement without parameters.
  public init(stringLiteral value: String) {
    text = value
    parameters = []
    segments = [value]
    fault = nil
  }

  /// A statement from an interpolated literal.
  public init(stringInterpolation: StringInterpolation) {
    self.init(
      segments: stringInterpolation.segments, parameters: stringInterpolation.parameters,
      fault: stringInterpolation.fault)
  }

  /// A statement from text that the caller vouches for, with `$1`, `$2`, … for the parameters: for
  /// migrations and compiled queries only. One with parameters cannot become a fragment of another.
  public init(unsafe text: String, parameters: [Parameter]) {
    self.text = text
    self.parameters = parameters
    segments = parameters.isEmpty ? [text] : nil
    fault = SQL.fault(text: text, parameters: parameters)
  }

  private init(segments: [String], parameters: [Parameter], fault: DatabaseError?) {
    var text = segments[0]
    for (index, segment) in segments.dropFirst().enumerated() {
      text += "$\(index + 1)"
      text += segment
    }
    self.text = text
    self.parameters = parameters
    self.segments = segments
    self.fault = fault ?? SQL.fault(text: text, parameters: parameters)
  }

  private static func fault(text: String, parameters: [Parameter]) -> DatabaseError? {
    if parameters.count > PostgresLimits.parameters {
      return DatabaseError(.usage, "A statement has at most \(PostgresLimits.parameters) parameters.")
    }
    if parameters.reduce(0, { $0 + $1.byteCount }) > PostgresLimits.parameterBytes {
      return DatabaseError(.usage, "The parameters of a statement take more than 1 GiB together.")
    }
    // libpq takes the text as a C string and would silently end it there.
    let hasZero =
      text.utf8.withContiguousStorageIfAvailable { bytes in
        bytes.baseAddress.map { memchr($0, 0, bytes.count) != nil } ?? false
      } ?? text.utf8.contains(0)
    if hasZero { return DatabaseError(.usage, "The text of a statement contains a zero byte.") }
    return nil
  }

  /// Fragments one after the other, with a separator between them.
  public static func joined(_ parts: [SQL], separator: StaticString = ", ") -> SQL {
    var result = StringInterpolation(literalCapacity: 0, interpolationCount: parts.count * 2)
    for (index, part) in parts.enumerated() {
      if index > 0 { result.appendInterpolation(raw: separator) }
      result.appendInterpolation(fragment: part)
    }
    return SQL(stringInterpolation: result)
  }

  /// Two fragments, one after the other.
  public static func + (left: SQL, right: SQL) -> SQL { "\(fragment: left)\(fragment: right)" }

  /// Collects the text and the parameters of an interpolated literal.
  public struct StringInterpolation: StringInterpolationProtocol {
    var segments: [String]
    var parameters: [Parameter]
    var fault: DatabaseError?

    /// An empty statement.
    public init(literalCapacity: Int, interpolationCount: Int) {
      segments = []
      segments.reserveCapacity(interpolationCount + 1)
      segments.append("")
      segments[0].reserveCapacity(literalCapacity)
      parameters = []
      parameters.reserveCapacity(interpolationCount)
    }

    private mutating func append(_ text: String) { segments[segments.count - 1] += text }

    /// Appends text of the source code.
    public mutating func appendLiteral(_ literal: String) { append(literal) }

    /// Appends a parameter.
    public mutating func appendInterpolation(_ parameter: Parameter) {
      parameters.append(parameter)
      segments.append("")
    }

    /// Appends a parameter.
    public mutating func appendInterpolation<Value: DatabaseValue>(_ value: Value) {
      appendInterpolation(Value.parameter(value))
    }

    /// Appends a parameter that may be NULL.
    public mutating func appendInterpolation<Value: DatabaseValue>(_ value: Value?) {
      appendInterpolation(Value.parameter(value))
    }

    /// Appends text of the source code.
    public mutating func appendInterpolation(raw text: StaticString) { append(text.description) }

    /// Appends a name in double quotes.
    public mutating func appendInterpolation(identifier: String) {
      var quoted = "\""
      for character in identifier.unicodeScalars {
        if character == "\"" { quoted += "\"" }
        quoted.unicodeScalars.append(character)
      }
      append(quoted + "\"")
    }

    /// Appends another statement, its parameters numbered anew.
    public mutating func appendInterpolation(fragment: SQL) {
      fault = fault ?? fragment.fault
      guard let inner = fragment.segments else {
        let message = "A statement from hand-written text with parameters cannot be a fragment."
        fault = fault ?? DatabaseError(.usage, message)
        return
      }
      append(inner[0])
      segments += inner.dropFirst()
      parameters += fragment.parameters
    }
  }
}
