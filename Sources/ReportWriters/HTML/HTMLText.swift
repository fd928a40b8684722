import ReportDocument

/// Text on its way into an HTML file. Nothing untrusted reaches the output by another way.
enum HTMLText {
  /// Prose: spaced, escaped, line breaks kept, stretches of another direction isolated.
  static func prose(_ text: String, in language: DocumentLanguage) -> String {
    isolated(PrintedText.text(text, in: language))
  }

  /// Prose on one line, for headings and titles.
  static func line(_ text: String, in language: DocumentLanguage) -> String {
    isolated(PrintedText.line(text, in: language))
  }

  /// A title on one line, its language said where it is not the page's.
  static func title(_ title: TitleText, in language: DocumentLanguage) -> String {
    marked(line(title.text, in: title.language ?? language), title.language, in: language)
  }

  /// A title whose line breaks are kept, for cells.
  static func label(_ title: TitleText, in language: DocumentLanguage) -> String {
    marked(prose(title.text, in: title.language ?? language), title.language, in: language)
  }

  /// Prose on one line where no element can stand: the page's title, attributes.
  static func plain(_ text: String, in language: DocumentLanguage) -> String {
    escaped(PrintedText.isolated(PrintedText.line(text, in: language)), lineBreak: " ")
  }

  /// Text letter by letter, without spacing rules.
  static func verbatim(_ text: String) -> String { isolated(SafeText.cleaned(text)) }

  /// HTML in a language that is said where it is not the page's.
  static func marked(_ html: String, _ language: DocumentLanguage?, in page: DocumentLanguage) -> String {
    guard let language, language != page else { return html }
    return "<span lang=\"\(language.rawValue)\">\(html)</span>"
  }

  private static func isolated(_ text: String) -> String {
    DirectionRun.runs(of: text).map { run in
      let html = escaped(run.text, lineBreak: "<br>")
      return run.script.map { "<bdi lang=\"\($0.languageTag)\" dir=\"rtl\">\(html)</bdi>" } ?? html
    }.joined()
  }

  /// An attribute's value letter by letter.
  static func attribute(_ text: String) -> String { escaped(SafeText.singleLine(text), lineBreak: " ") }

  /// Text inside a CSS string: all but letters, digits and plain spaces as hexadecimal escapes (CSS Syntax
  /// 3), so that neither the string nor the style element can be left.
  static func cssString(_ text: String) -> String {
    var output = "\""
    for scalar in text.unicodeScalars {
      if scalar == " " || scalar.isASCII && scalar.properties.isAlphabetic || isDigit(scalar) {
        output.unicodeScalars.append(scalar)
      } else {
        output += "\\" + String(scalar.value, radix: 16) + " "
      }
    }
    return output + "\""
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

  private static func escaped(_ text: String, lineBreak: String) -> String {
    guard text.utf8.contains(where: needsEscape) else { return text }
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count + 32)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): output += "&amp;".utf8
      case UInt8(ascii: "<"): output += "&lt;".utf8
      case UInt8(ascii: ">"): output += "&gt;".utf8
      case UInt8(ascii: "\""): output += "&quot;".utf8
      case UInt8(ascii: "'"): output += "&#39;".utf8
      case UInt8(ascii: "\n"): output += lineBreak.utf8
      default: output.append(byte)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"),
      UInt8(ascii: "\n"):
      true
    default: false
    }
  }
}
