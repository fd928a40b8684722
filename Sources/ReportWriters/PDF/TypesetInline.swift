import JSONBytes
import ReportDocument

/// Lines of text for the typesetter: a string, or an array of strings and pieces that have more to say.
struct TypesetInline {
  let language: DocumentLanguage

  /// The name of a place that can be linked to.
  static func label(_ anchor: Anchor) -> String { HTMLIdentifier.of(anchor) }

  /// A title on one line.
  func title(_ title: TitleText, to writer: inout JSONWriter) {
    write(pieces(PrintedText.line(title.text, in: title.language ?? language), language: title.language), to: &writer)
  }

  /// A title whose line breaks are kept, for cells.
  func label(_ title: TitleText) -> [TypesetPiece] {
    pieces(PrintedText.text(title.text, in: title.language ?? language), language: title.language)
  }

  /// A title where only characters can stand.
  func plain(_ title: TitleText) -> String { PrintedText.line(title.text, in: title.language ?? language) }

  func text(_ text: RichText, place: ValueText.Place = .prose, to writer: inout JSONWriter) {
    write(pieces(text, place: place), to: &writer)
  }

  func pieces(_ text: RichText, place: ValueText.Place = .prose) -> [TypesetPiece] {
    text.values.flatMap { pieces($0, place: place) }
  }

  func write(_ pieces: [TypesetPiece], to writer: inout JSONWriter) {
    guard pieces.contains(where: { !$0.isPlain }) else { return writer.string(pieces.map(\.text).joined()) }
    writer.beginArray()
    for piece in pieces { write(piece, to: &writer) }
    writer.endArray()
  }

  private func write(_ piece: TypesetPiece, to writer: inout JSONWriter) {
    if piece.isPlain { return writer.string(piece.text) }
    writer.beginObject()
    if let note = piece.note {
      writer.key("note")
      writer.beginArray()
      for piece in note { write(piece, to: &writer) }
      writer.endArray()
    } else {
      writer.member("text", piece.text)
      writer.member("style", ifPresent: piece.style?.rawValue)
      if let script = piece.script {
        let parts = script.languageTag.split(separator: "-")
        writer.member("language", String(parts[0]))
        writer.member("script", script.subtag)
      } else {
        writer.member("language", ifPresent: piece.language?.rawValue)
      }
      switch piece.link {
      case .section(let identifier): writer.member("to", Self.label(.named(identifier)))
      case .web(let address): writer.member("web", address)
      case nil: break
      }
    }
    writer.endObject()
  }

  private func pieces(_ value: InlineValue, place: ValueText.Place) -> [TypesetPiece] {
    switch value.content {
    case .text(let span): return pieces(span)
    case .label(let label, _): return pieces(PrintedText.text(label, in: language))
    case .footnote(let note): return [TypesetPiece(note: pieces(note))]
    case .missing, .suppressed, .withheld, .undisclosed:
      return [TypesetPiece(ValueText.text(of: value, in: language, place: place), style: .muted)]
    case .integer, .number, .money, .percent, .date:
      return [TypesetPiece(ValueText.text(of: value, in: language, place: place))]
    }
  }

  private func pieces(_ span: TextSpan) -> [TypesetPiece] {
    let spoken = span.language ?? language
    let style = span.emphasis.map { emphasis -> TypesetPiece.Style in
      switch emphasis {
      case .strong: .strong
      case .emphasis: .emphasis
      case .code: .code
      }
    }
    let text = span.emphasis == .code ? SafeText.cleaned(span.text) : PrintedText.text(span.text, in: spoken)
    return pieces(text, style: style, language: span.language, link: span.link)
  }

  private func pieces(
    _ text: String, style: TypesetPiece.Style? = nil, language: DocumentLanguage? = nil, link: LinkTarget? = nil
  ) -> [TypesetPiece] {
    let language = language == self.language ? nil : language
    return DirectionRun.runs(of: text).map { run in
      TypesetPiece(LongWords.marked(run.text), style: style, language: language, script: run.script, link: link)
    }
  }
}

/// A stretch of text that is set alike, or a note at the foot.
struct TypesetPiece {
  /// How a stretch is set apart.
  enum Style: String {
    case strong
    case emphasis
    case code
    /// A sign in the place of a figure.
    case muted
  }

  var text = ""
  var style: Style?
  var language: DocumentLanguage?
  var script: RightToLeftScript?
  var link: LinkTarget?
  var note: [TypesetPiece]?

  init(
    _ text: String, style: Style? = nil, language: DocumentLanguage? = nil, script: RightToLeftScript? = nil,
    link: LinkTarget? = nil
  ) {
    self.text = text
    self.style = style
    self.language = language
    self.script = script
    self.link = link
  }

  init(note: [TypesetPiece]) { self.note = note }

  var isPlain: Bool {
    style == nil && language == nil && script == nil && link == nil && note == nil
  }
}

extension RightToLeftScript {
  /// The script as the typesetter knows it (ISO 15924).
  fileprivate var subtag: String {
    switch self {
    case .arabic: "arab"
    case .nko: "nkoo"
    case .adlam: "adlm"
    case .other: "hebr"
    }
  }
}
