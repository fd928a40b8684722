import ReportDocument

/// One field of a line, quoted where RFC 4180 wants it.
///
/// Text is data, yet a spreadsheet computes what begins with `=`, `+`, `-` or `@` (OWASP, CSV Injection). An apostrophe
/// goes in front of such a character where the text begins, and wherever a program that splits elsewhere, such as an Excel
/// set to French at `;`, would begin a field. Figures are none of this: they are written by ``figure(_:)``.
enum CSVField {
  static let lineEnd = "\r\n"

  /// Text of any origin.
  static func text(_ text: String) -> String { quoted(harmless(text)) }

  /// A figure of a writer's own spelling.
  static func figure(_ figure: String) -> String { figure }

  private static func harmless(_ text: String) -> String {
    guard beginsFormula(text) else { return text }
    var output = String.UnicodeScalarView()
    eachScalar(text) { scalar, begins in
      if begins { output.append("'") }
      output.append(scalar)
    }
    return String(output)
  }

  private static func beginsFormula(_ text: String) -> Bool {
    guard text.utf8.contains(where: mayBeginFormula) else { return false }
    var found = false
    eachScalar(text) { found = found || $1 }
    return found
  }

  /// Visits every character of a text, and says whether a formula would begin with it.
  private static func eachScalar(_ text: String, _ visit: (Unicode.Scalar, Bool) -> Void) {
    var isStart = true
    for scalar in text.unicodeScalars {
      let begins = isStart && isFormulaCharacter(scalar)
      visit(scalar, begins)
      if scalar == "\n" || scalar == ";" {
        isStart = true
      } else if isStart {
        isStart = !begins && isPassedOver(scalar)
      }
    }
  }

  private static func isFormulaCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
    default: false
    }
  }

  /// Whether a program may leave out the character before it looks for a formula.
  private static func isPassedOver(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\"" || scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
  }

  private static func mayBeginFormula(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0xEF: true
    default: false
    }
  }

  private static func quoted(_ text: String) -> String {
    let bytes = text.utf8
    guard bytes.contains(where: needsQuotes) || bytes.first == space || bytes.last == space else { return text }
    var output: [UInt8] = [quote]
    output.reserveCapacity(bytes.count + 8)
    for byte in bytes {
      if byte == quote { output.append(quote) }
      output.append(byte)
    }
    output.append(quote)
    return String(decoding: output, as: UTF8.self)
  }

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    switch byte {
    case quote, UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\n"): true
    default: false
    }
  }

  private static let quote = UInt8(ascii: "\"")
  private static let space = UInt8(ascii: " ")
}
