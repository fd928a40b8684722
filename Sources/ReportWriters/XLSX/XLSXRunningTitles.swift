import ReportDocument

/// What stands above and below every printed page: title, level, page and pages (ECMA-376-1, 18.3.1.46).
struct XLSXRunningTitles {
  private let above: String
  private let below: String

  init(_ cover: CoverPage, _ context: SpellingContext) {
    let header = cover.header
    let title = PrintedText.line(header.title.text, in: header.title.language ?? context.language)
    let phrases = context.phrases
    let level = PrintedText.line("\(phrases.level.text): \(context.stamp.level)", in: context.language)
    above = "&L" + Self.text(title, to: 120)
    below = "&L\(Self.text(level, to: 60))&R\(phrases.page) &P \(phrases.pageOf) &N"
  }

  var element: String {
    "<headerFooter><oddHeader>\(XMLText.escaped(above))</oddHeader><oddFooter>\(XMLText.escaped(below))</oddFooter>"
      + "</headerFooter>"
  }

  /// Text without codes: `&` begins one, so that it is doubled, and a digit at the start would be taken for a size.
  private static func text(_ text: String, to limit: Int) -> String {
    var output = ""
    var length = 0
    for character in text {
      length += character == "&" ? 2 : character.utf16.count
      if length > limit { return output + "…" }
      output += character == "&" ? "&&" : String(character)
    }
    return output.first?.isNumber == true ? " " + output : output
  }
}
