import ReportDocument
import ReportWriters
import Testing

@Suite struct HTMLWriterTests {
  private func scan(_ blocks: [Block], _ stamp: ReportStamp) throws -> TagScanner {
    try TagScanner(SampleReport.output(.html, blocks, stamp))
  }

  @Test(arguments: DocumentLanguage.allCases)
  func isWellFormedAndAccessible(_ language: DocumentLanguage) throws {
    let page = try scan(GoldenReport.blocks(language), GoldenReport.stamp(language))
    let names = page.elements.map(\.name)
    #expect(page.elements.first?.attributes["lang"] == language.rawValue)
    for landmark in ["title", "main", "nav", "h1", "footer"] {
      let found = page.elements.filter { $0.name == landmark && $0.attributes["id"]?.hasPrefix("g-") != true }
      #expect(found.count == 1, "\(landmark)")
    }
    let ids = page.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    for link in page.elements.compactMap({ $0.attributes["href"] }) where link.hasPrefix("#") {
      #expect(ids.contains(String(link.dropFirst())), "\(link)")
    }
    for name in page.elements.compactMap({ $0.attributes["aria-labelledby"] }) {
      #expect(ids.contains(name), "\(name)")
    }
    for cell in page.elements where cell.name == "th" { #expect(cell.attributes["scope"] != nil) }
    let tables = page.elements.filter { $0.name == "table" && $0.attributes["class"] != "form" }
    #expect(tables.count == names.filter { $0 == "caption" }.count)
    #expect(tables.count == names.filter { $0 == "thead" }.count)
    let levels = names.compactMap { $0.count == 2 && $0.hasPrefix("h") ? Int($0.dropFirst()) : nil }
    for (before, after) in zip(levels, levels.dropFirst()) { #expect(after <= before + 1) }
  }

  @Test func fetchesNothing() throws {
    let html = try SampleReport.output(.html, GoldenReport.blocks(.french))
    let page = try TagScanner(html)
    for name in ["url(", "@import", "@font-face", "<script", "<link", "<img", "<iframe"] {
      #expect(!html.contains(name), "\(name)")
    }
    let policy = page.elements.first { $0.attributes["http-equiv"] == "Content-Security-Policy" }
    #expect(
      policy?.attributes["content"]?.hasPrefix("default-src &#39;none&#39;") == true
        || policy?.attributes["content"]?.hasPrefix("default-src 'none'") == true)
  }

  @Test(arguments: HostileText.all)
  func noTextChangesTheStructure(_ text: String) throws {
    let plain = try scan(SampleReport.blocks(everyText: "x"), SampleReport.stamp(everyText: "x"))
    let hostile = try scan(SampleReport.blocks(everyText: text), SampleReport.stamp(everyText: text))
    #expect(hostile.skeleton == plain.skeleton)
    #expect(!hostile.style.contains("</"))
    #expect(hostile.style.filter { $0 == "{" }.count == plain.style.filter { $0 == "{" }.count)
    #expect(hostile.style.filter { $0 == ";" }.count == plain.style.filter { $0 == ";" }.count)
    #expect(hostile.style.filter { $0 == "\"" }.count == plain.style.filter { $0 == "\"" }.count)
  }

  @Test(arguments: HostileText.all)
  func noForbiddenCharacterComesThrough(_ text: String) throws {
    let html = try SampleReport.output(
      .html, SampleReport.blocks(everyText: text), SampleReport.stamp(everyText: text))
    #expect(!HostileText.withoutIsolation(html).unicodeScalars.contains(where: HostileText.isForbidden))
  }

  @Test func escapesWhatItPrints() throws {
    let html = try SampleReport.output(
      .html, SampleReport.blocks(everyText: "<b>&\"'"), SampleReport.stamp(everyText: "<b>&\"'"))
    #expect(html.contains("<h1>&lt;b&gt;&amp;&quot;&#39;</h1>"))
    #expect(html.contains("<td data-trace=\"&lt;b&gt;&amp;&quot;&#39;\">") == false)
    #expect(html.contains("data-trace=\"&lt;b&gt;&amp;&quot;&#39;\""))
  }

  @Test func setsFiguresForTheReader() throws {
    let html = try SampleReport.output(.html, GoldenReport.blocks(.french))
    #expect(html.contains("<td class=\"end figure\" data-trace=\"t\">60</td>"))
    #expect(html.contains(">1\u{202F}234\u{202F}568\u{A0}XOF</td>"))
    #expect(html.contains(">&lt;10</abbr>"))
    #expect(html.contains(">n.\u{A0}d.</abbr>"))
    #expect(html.contains("45,3\u{202F}%"))
    #expect(html.contains("1er\u{A0}mars\u{A0}2024"))
    #expect(html.contains("<td>03/03/2024</td>"))
    #expect(html.contains("clair\u{202F}? Oui\u{A0}: "))
    #expect(html.contains("<code>UDF:16?x</code>"))
    #expect(html.contains("<span lang=\"en\"><em>Who decides?</em></span>"))
    #expect(html.contains("<th scope=\"row\" colspan=\"3\">Centre</th>"))
    #expect(html.contains("colspan=\"3\">Aucune donnée pour ce tableau.</td>"))
  }

  @Test func spansGroupsAndNotes() throws {
    let html = try SampleReport.output(.html, GoldenReport.blocks(.french))
    #expect(
      html.contains("<tr><td></td><th scope=\"colgroup\" class=\"center\" colspan=\"2\">Adultes</th><td></td></tr>"))
    #expect(html.contains("<th scope=\"rowgroup\" rowspan=\"2\">Gao</th>"))
    #expect(html.contains("<td colspan=\"2\" class=\"end\"><span class=\"missing\">Non communiqué</span></td>"))
    #expect(html.contains("<sup><a href=\"#n-1\" id=\"m-1\">1</a></sup>"))
    #expect(html.contains("<li id=\"n-1\" value=\"1\">Selon l’association <bdi lang=\"und-Arab\" dir=\"rtl\">"))
    // A note stands at the end of its section, and before the next heading.
    let note = try #require(html.firstRange(of: "<li id=\"n-1\""))
    let next = try #require(html.firstRange(of: "id=\"s-counts\">"))
    #expect(note.lowerBound < next.lowerBound)
  }

  @Test("A row without a name has no header, since an empty one would be announced") func rowWithoutName() throws {
    let columns = ["a", "b"].map { TableColumn(TitleText($0)) }
    let html = try SampleReport.output(
      .html,
      [
        GoldenReport.blocks(.french)[0], .tableStart(TableStart(identifier: "t", caption: "T", columns: columns)),
        .row(TableRow(cells: ["", "Toutes les lignes"], role: .total)), .row(TableRow(cells: ["x", "y"])),
        .tableEnd(TableEnd()),
      ])
    #expect(html.contains("<tr class=\"total\"><td></td><td>Toutes les lignes</td></tr>"))
    #expect(html.contains("<tr><th scope=\"row\">x</th><td>y</td></tr>"))
  }

  @Test func aGroupsNameLeavesRoomForWhatReachesDown() throws {
    let columns = ["a", "b", "c"].map { TableColumn(TitleText($0)) }
    let html = try SampleReport.output(
      .html,
      [
        GoldenReport.blocks(.french)[0], .tableStart(TableStart(identifier: "t", caption: "T", columns: columns)),
        .row(TableRow(cells: ["x", "y", TableCell("Deux lignes", rows: 2)])),
        .row(TableRow(cells: ["Groupe", ""], role: .group)), .row(TableRow(cells: ["Seul", "", ""], role: .group)),
        .tableEnd(TableEnd()),
      ])
    #expect(html.contains("<tr class=\"group\"><th scope=\"row\">Groupe</th><td></td></tr>"))
    #expect(html.contains("<tr class=\"group\"><th scope=\"row\" colspan=\"3\">Seul</th></tr>"))
  }

  @Test func aWideTableTurnsWithItsHeading() throws {
    let columns = (1...12).map { TableColumn(TitleText("c\($0)")) }
    let blocks = [
      GoldenReport.blocks(.french)[0], .heading(Heading(level: 1, text: "A", identifier: "a")),
      .heading(Heading(level: 2, text: "B", identifier: "b")),
      .tableStart(TableStart(identifier: "w", caption: "W", columns: columns)), .tableEnd(TableEnd()),
      .heading(Heading(level: 2, text: "C", identifier: "c")),
    ]
    let html = try SampleReport.output(.html, blocks)
    #expect(html.contains("<h2 id=\"s-a\">A</h2>\n<h3 id=\"s-b\" class=\"landscape\">B</h3>"))
    #expect(html.contains("<h3 id=\"s-c\">C</h3>\n</main>"))
    _ = try TagScanner(html)
  }
}
