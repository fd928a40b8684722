import ReportDocument

/// Text as runs (ECMA-376, part 1, 17.3.2). Each run says its language, and each stretch of another direction is a run of
/// its own that says that. Nothing untrusted reaches the document's text by another way.
enum DOCXText {
  /// Prose: spaced, line breaks kept.
  static func prose(_ text: String, in language: DocumentLanguage, _ look: DOCXLook = .plain) -> String {
    runs(PrintedText.text(text, in: language), in: language, look)
  }

  /// Prose on one line, for headings and titles.
  static func line(_ text: String, in language: DocumentLanguage, _ look: DOCXLook = .plain) -> String {
    runs(PrintedText.line(text, in: language), in: language, look)
  }

  /// A title on one line.
  static func title(_ title: TitleText, in language: DocumentLanguage) -> String {
    line(title.text, in: title.language ?? language)
  }

  /// A title whose line breaks are kept, for cells.
  static func label(_ title: TitleText, in language: DocumentLanguage) -> String {
    prose(title.text, in: title.language ?? language)
  }

  /// Text letter by letter, without spacing rules.
  static func verbatim(_ text: String, in language: DocumentLanguage, _ look: DOCXLook = .plain) -> String {
    runs(SafeText.cleaned(text), in: language, look)
  }

  /// An attribute's value on one line, shortened to what is read aloud in one go.
  static func attribute(_ title: TitleText, in language: DocumentLanguage) -> String {
    let text = PrintedText.line(title.text, in: title.language ?? language)
    return XMLText.escaped(PrintedText.shortened(text, to: DOCXLimits.descriptionLength))
  }

  private static func runs(_ text: String, in language: DocumentLanguage, _ look: DOCXLook) -> String {
    guard !text.isEmpty else { return "" }
    var xml = ""
    for run in DirectionRun.runs(of: text) {
      if let script = run.script {
        xml += rightToLeft(run.text, script, look)
        // Without a mark of the line's own direction, a number behind would move to the stretch's other side (UAX #9).
        xml += self.run("\u{200E}", look.properties(DOCXLanguage.latin(language)))
      } else {
        xml += leftToRight(run.text, language, look)
      }
    }
    return xml
  }

  private static func leftToRight(_ text: String, _ language: DocumentLanguage, _ look: DOCXLook) -> String {
    let properties = look.properties(DOCXLanguage.latin(language))
    guard text.utf8.contains(0xE2) else { return run(text, properties) }
    var xml = ""
    for stretch in TifinaghStretch.stretches(of: text) {
      xml +=
        stretch.isTifinagh
        ? run(stretch.text, look.properties(DOCXLanguage.latin(language), fonts: DOCXFonts.run(DOCXFonts.tifinagh)))
        : run(stretch.text, properties)
    }
    return xml
  }

  private static func rightToLeft(_ text: String, _ script: RightToLeftScript, _ look: DOCXLook) -> String {
    let fonts = DOCXFonts.name(of: script).map(DOCXFonts.run)
    return run(text, look.properties(DOCXLanguage.complex(script), fonts: fonts, isRightToLeft: true))
  }

  private static func run(_ text: String, _ properties: String) -> String {
    let open = "<w:t xml:space=\"preserve\">"
    guard text.utf8.contains(UInt8(ascii: "\n")) else {
      return "<w:r>\(properties)\(open)\(XMLText.escaped(text))</w:t></w:r>"
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let spelled = lines.map { $0.isEmpty ? "" : "\(open)\(XMLText.escaped(String($0)))</w:t>" }
    return "<w:r>\(properties)\(spelled.joined(separator: "<w:br/>"))</w:r>"
  }
}

/// How a run stands out.
struct DOCXLook {
  /// A character style.
  var style: String?
  var isBold = false
  var isItalic = false
  var isCode = false

  static let plain = DOCXLook()
  static let strong = DOCXLook(style: "Strong")
  static let emphasis = DOCXLook(style: "Emphasis")
  static let code = DOCXLook(style: "Code")
  /// A sign in the place of a figure.
  static let sign = DOCXLook(style: "Sign")

  /// A run's properties, in the order that the schema wants.
  func properties(_ language: String, fonts: String? = nil, isRightToLeft: Bool = false) -> String {
    var xml = "<w:rPr>"
    if let style { xml += "<w:rStyle w:val=\"\(style)\"/>" }
    if let fonts {
      xml += fonts
    } else if isCode {
      xml += DOCXFonts.run(DOCXFonts.code)
    }
    if isBold { xml += "<w:b/><w:bCs/>" }
    if isItalic { xml += "<w:i/><w:iCs/>" }
    if isRightToLeft { xml += "<w:rtl/>" }
    return xml + language + "</w:rPr>"
  }
}

/// A stretch of text that is in Tifinagh letters, which few fonts have, or in none.
struct TifinaghStretch {
  var text: String
  let isTifinagh: Bool

  static func stretches(of text: String) -> [TifinaghStretch] {
    var stretches: [TifinaghStretch] = []
    for character in text {
      let isTifinagh = character.unicodeScalars.contains { (0x2D30...0x2D7F).contains($0.value) }
      if let last = stretches.indices.last, stretches[last].isTifinagh == isTifinagh {
        stretches[last].text.append(character)
      } else {
        stretches.append(TifinaghStretch(text: String(character), isTifinagh: isTifinagh))
      }
    }
    return stretches
  }
}
