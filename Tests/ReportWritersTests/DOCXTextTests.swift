import ReportDocument
import ReportFigures
import Testing

@testable import ReportWriters

@Suite struct DOCXTextTests {
  /// A run's text and what it says of language, direction and font.
  private struct Run: Equatable {
    var text: String
    var language: String
    var isRightToLeft = false
    var font: String?

    init(_ text: String, _ language: String, isRightToLeft: Bool = false, font: String? = nil) {
      self.text = text
      self.language = language
      self.isRightToLeft = isRightToLeft
      self.font = font
    }

    init(_ run: XMLTree.Element) {
      let properties = run.child("w:rPr")
      let language = properties?.child("w:lang")
      self.init(
        run.printed, language?["w:val"] ?? language?["w:bidi"] ?? "", isRightToLeft: properties?.child("w:rtl") != nil,
        font: properties?.child("w:rFonts")?["w:cs"])
    }
  }

  private func runs(_ text: RichText, _ language: DocumentLanguage = .french) throws -> [Run] {
    let report = try DOCXReport(body: [.paragraph(Paragraph(text))], language: language)
    return try #require(report.paragraphs("BodyText").last).all("w:r").map(Run.init)
  }

  @Test func everyStretchSaysItsLanguageAndDirection() throws {
    #expect(
      try runs(["Bonjour ", InlineValue(.text(TextSpan("World", language: .english)))])
        == [Run("Bonjour ", "fr-FR"), Run("World", "en-GB")])
    let mark = "\u{200E}"
    #expect(
      try runs("le السلام 12 والأمن (45) et ߒߞߏ ; 𞤀𞤣", .english) == [
        Run("le ", "en-GB"), Run("السلام 12 والأمن", "ar-SA", isRightToLeft: true), Run(mark, "en-GB"),
        Run(" (45) et ", "en-GB"), Run("ߒߞߏ", "nqo", isRightToLeft: true, font: "Noto Sans NKo"), Run(mark, "en-GB"),
        Run(" ; ", "en-GB"), Run("𞤀𞤣", "ff-Adlm", isRightToLeft: true, font: "Noto Sans Adlam"), Run(mark, "en-GB"),
      ])
    #expect(
      try runs("a ⵜⴰⵎⴰ b", .english)
        == [Run("a ", "en-GB"), Run("ⵜⴰⵎⴰ", "en-GB", font: "Noto Sans Tifinagh"), Run(" b", "en-GB")])
  }

  @Test(arguments: DocumentLanguage.allCases)
  func noRunIsWithoutLanguage(_ language: DocumentLanguage) throws {
    let report = try DOCXReport(GoldenReport.blocks(language), GoldenReport.stamp(language))
    let parts =
      [report.document] + (try ["footnotes", "header-portrait", "footer-portrait"].map { try report.part($0) })
    for run in parts.flatMap({ $0.all("w:r") }) where run.child("w:t") != nil {
      #expect(run.first("w:lang") != nil, "\(run.printed)")
    }
    let defaults = try report.part("styles").first("w:rPrDefault")
    #expect(defaults?.first("w:lang")?["w:val"] == (language == .french ? "fr-FR" : "en-GB"))
  }

  @Test func linesBreakAndSpacesStay() throws {
    let report = try DOCXReport(body: [.paragraph("  a\n\nb ")])
    let paragraph = try #require(report.paragraphs("BodyText").last)
    #expect(paragraph.printed == "  a\n\nb ")
    #expect(paragraph.all("w:t").allSatisfy { $0["xml:space"] == "preserve" })
  }

  @Test func emphasisIsAStyleInLinksToo() throws {
    let report = try DOCXReport(body: [
      .paragraph([
        InlineValue(.text(TextSpan("a", emphasis: .strong))), InlineValue(.text(TextSpan("b", emphasis: .code))),
        .missing,
        InlineValue(.text(TextSpan("c", emphasis: .strong, link: LinkTarget("https://a.org/")))),
      ])
    ])
    let runs = try #require(report.paragraphs("BodyText").last).all("w:r")
    #expect(runs.compactMap { $0.first("w:rStyle")?["w:val"] } == ["Strong", "Code", "Sign", "Hyperlink"])
    #expect(runs[3].first("w:b") != nil)
    #expect(runs[3].first("w:bCs") != nil)
  }

  /// The document's elements but those within runs, which directions and line breaks divide, and what a long row lacks.
  private func skeleton(_ element: XMLTree.Element) -> [String] {
    ["w:r", "w:trPr", "w:keepNext"].contains(element.name) ? [] : [element.name] + element.children.flatMap(skeleton)
  }

  @Test(arguments: HostileText.all + [String(repeating: "x", count: 10_000)])
  func noTextChangesTheStructureAndAllOfItArrives(_ text: String) throws {
    let plain = try DOCXReport(SampleReport.blocks(everyText: "x"), SampleReport.stamp(everyText: "x"))
    let hostile = try DOCXReport(SampleReport.blocks(everyText: text), SampleReport.stamp(everyText: text))
    #expect(skeleton(hostile.document) == skeleton(plain.document))
    for part in ["footnotes", "header-portrait", "footer-portrait", "_rels/document.xml.rels"] {
      _ = try XMLTree.root(hostile.parts["word/\(part).xml"] ?? hostile.parts["word/\(part)"] ?? "")
    }
    _ = try XMLTree.root(hostile.parts["docProps/core.xml"] ?? "")
    func code(_ report: DOCXReport) -> String {
      let runs = report.document.all("w:r").filter { $0.first("w:rStyle")?["w:val"] == "Code" }
      return runs.map(\.printed).joined().filter { $0 != "\u{200E}" }
    }
    #expect(code(hostile) == code(plain).map { _ in SafeText.cleaned(text) }.joined())
  }

  @Test func aFigureStandsInTheLineWithItsAlternative() throws {
    let sink = SampleReport.Sink()
    let stamp = SampleReport.stamp()
    let context = SpellingContext(
      stamp: stamp, phrases: .phrases(in: .french), footnotes: FootnoteNumbers(), output: { sink.bytes += $0 })
    var spelling = DOCXSpelling(context)
    spelling.begin(CoverPage(DocumentHeader(title: "T", donor: "D"), context))
    try spelling.passOn()
    let drawing = Drawing(
      height: 60,
      shapes: [
        .rectangle(.init(x: 0, y: 0, width: 40, height: 20), fill: .series(0)),
        .text(.init("12 < 13", at: .init(50, 15))),
      ])
    for number in 1...2 {
      spelling.figure(
        NumberedFigure(number: number, table: number, caption: "Légende", alternative: "a \"b\" & c", drawing: drawing))
    }
    try spelling.end()
    let parts = try ZipReader(sink.bytes)
    let document = try XMLTree.root(parts["word/document.xml"] ?? "")
    let names = document.all("wp:docPr")
    #expect(names.map { $0["descr"] } == ["a \"b\" & c", "a \"b\" & c"])
    #expect(document.all("mc:Fallback").map(\.printed) == ["a \"b\" & c", "a \"b\" & c"])
    let shapes = names + document.everything.filter { $0.name == "wps:cNvPr" || $0.name == "wpg:cNvPr" }
    #expect(Set(shapes.compactMap { $0["id"] }).count == shapes.count)
    let captions = document.all("w:p").filter { $0.style == "FigureCaption" }
    #expect(
      captions.map(\.printed) == ["Figure\u{A0}1. Légende (tableau\u{A0}1)", "Figure\u{A0}2. Légende (tableau\u{A0}2)"])
  }
}
