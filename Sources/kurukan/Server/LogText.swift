/// Text that goes into the log, whoever it is from.
enum LogText {
  /// Characters of one value; the rest is left out.
  static let limit = 2_000

  /// The text without anything that a reader of lines, or a terminal, would take for more than text: a line's end is
  /// written `\n`, and other control characters by their number.
  static func onOneLine(_ text: String) -> String {
    var line = ""
    var count = 0
    for scalar in text.unicodeScalars {
      guard count < limit else { return line + "…" }
      count += 1
      switch (scalar, scalar.properties.generalCategory) {
      case ("\n", _): line += #"\n"#
      case (_, .control), (_, .lineSeparator), (_, .paragraphSeparator), (_, .format):
        line += #"\u{\#(String(scalar.value, radix: 16))}"#
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line
  }
}
