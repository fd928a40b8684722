import ReportDocument
import Testing

@Suite struct DOCXWriterTests {
  @Test(arguments: DocumentLanguage.allCases)
  func everyPartIsNamedAndEveryRelationLeadsSomewhere(_ language: DocumentLanguage) throws {
    let report = try DOCXReport(GoldenReport.blocks(language), GoldenReport.stamp(language))
    let types = try XMLTree.root(report.parts["[Content_Types].xml"] ?? "")
    let named = Set(types.all("Override").compactMap { $0["PartName"] })
    for entry in report.parts.entries {
      _ = try XMLTree.root(String(decoding: entry.bytes, as: UTF8.self))
      #expect(named.contains("/" + entry.name) || entry.name.hasSuffix(".rels") || entry.name.hasPrefix("["))
    }
    let names = report.parts.entries.map(\.name)
    #expect(Set(names).count == names.count)
    for (rels, folder) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")] {
      let relations = try XMLTree.root(report.parts[rels] ?? "").all("Relationship")
      for relation in relations where relation["TargetMode"] != "External" {
        #expect(names.contains(folder + (relation["Target"] ?? "")), "\(relation.attributes)")
      }
    }
    let known = try XMLTree.root(report.parts["word/_rels/document.xml.rels"] ?? "").all("Relationship").map {
      $0["Id"]
    }
    #expect(Set(known).count == known.count)
    for used in report.document.everything.compactMap({ $0["r:id"] }) { #expect(known.contains(used), "\(used)") }
  }

  @Test func sameBlocksGiveSameBytes() throws {
    let blocks = GoldenReport.blocks(.french)
    let again = try blocks.map { try Block(line: $0.line) }
    #expect(try DOCXReport(blocks).bytes == DOCXReport(again).bytes)
  }

  @Test(arguments: DocumentLanguage.allCases)
  func everyStyleThatIsUsedIsThere(_ language: DocumentLanguage) throws {
    let report = try DOCXReport(GoldenReport.blocks(language), GoldenReport.stamp(language))
    let styles = try report.part("styles").all("w:style")
    let names = styles.compactMap { $0["w:styleId"] }
    #expect(Set(names).count == names.count)
    for style in styles {
      for other in ["w:basedOn", "w:next"] {
        if let name = style.child(other)?["w:val"] { #expect(names.contains(name), "\(name)") }
      }
    }
    let document = report.document.everything + (try report.part("footnotes").everything)
    let used = document.filter { ["w:pStyle", "w:rStyle", "w:tblStyle"].contains($0.name) }.compactMap { $0["w:val"] }
    for style in Set(used) { #expect(names.contains(style), "\(style)") }
  }

  @Test func headingsHaveTheirLevelNumberAndPlace() throws {
    let report = try DOCXReport(GoldenReport.blocks(.french), GoldenReport.stamp(.french))
    #expect(
      report.paragraphs("Heading1").map(\.printed) == ["Éléments non reproduits", "1 Constats", "Sigles", "2 Suites"])
    #expect(report.paragraphs("Heading2").map(\.printed) == ["1.1 Effectifs"])
    let outline = try report.part("styles").all("w:style").compactMap { $0.first("w:outlineLvl")?["w:val"] }
    #expect(outline == ["0", "1", "2", "3"])
  }

  @Test func contentsAreWrittenAndLeadToTheHeadings() throws {
    let report = try DOCXReport(GoldenReport.blocks(.french), GoldenReport.stamp(.french))
    let entries = report.paragraphs("TOC1") + report.paragraphs("TOC2")
    #expect(
      entries.map { $0.printed.trimmingSpaces } == [
        "Éléments non reproduits", "1 Constats", "Sigles", "2 Suites", "1.1 Effectifs",
      ])
    let headings = report.paragraphs("Heading1") + report.paragraphs("Heading2")
    for (entry, heading) in zip(entries, headings) {
      let place = heading.first("w:bookmarkStart")?["w:name"]
      #expect(place != nil)
      #expect(entry.first("w:hyperlink")?["w:anchor"] == place)
      #expect(entry.first("w:fldSimple")?["w:instr"] == " PAGEREF \(place ?? "") \\h ")
    }
    let fields = report.document.all("w:fldChar").compactMap { $0["w:fldCharType"] }
    #expect(fields == ["begin", "separate", "end"])
    #expect(report.document.everything.allSatisfy { $0["w:dirty"] == nil })
    #expect(try report.part("settings").first("w:updateFields") != nil)
  }

  /// Word asks its reader before it fills in page numbers, which is not worth it for three lines.
  @Test(arguments: [0, 3, 4, 12]) func onlyContentsOfSomeLengthTakeAPage(_ count: Int) throws {
    let entries = (0..<count).map { ContentsEntry(level: 1, text: TitleText("Titre \($0)"), identifier: "h\($0)") }
    let headings = entries.map { Block.heading(Heading(level: 1, text: $0.text, identifier: $0.identifier)) }
    let report = try DOCXReport(body: (count > 0 ? [.contents(Contents(entries))] : []) + headings)
    // What was withheld is a line too.
    let isPrinted = count >= 4
    #expect(report.paragraphs("TOC1").count == (isPrinted ? count + 1 : 0))
    #expect(report.paragraphs("TOCHeading").count == (isPrinted ? 1 : 0))
    #expect((try report.part("settings").first("w:updateFields") != nil) == isPrinted)
  }

  @Test func bookmarksAreShortAndDifferWhateverTheirCase() throws {
    let long = "a" + String(repeating: "x", count: 63)
    let names = [long, "A" + long.dropFirst(), "a-b", "a_b", "A_B", "withheld"]
    let report = try DOCXReport(
      body: names.map { .heading(Heading(level: 1, text: "T", identifier: $0)) }
        + [.paragraph([InlineValue(.text(TextSpan("x", link: .section("A_B"))))])])
    let marks = report.document.all("w:bookmarkStart")
    let places = marks.compactMap { $0["w:name"] }
    #expect(Set(places.map { $0.lowercased() }).count == names.count + 1)
    #expect(places.allSatisfy { $0.utf8.count <= 40 && $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } })
    #expect(Set(marks.compactMap { $0["w:id"] }).count == marks.count)
    let link = report.document.first("w:hyperlink")
    let target = report.paragraphs("Heading1").first { $0.first("w:bookmarkStart")?["w:name"] == link?["w:anchor"] }
    #expect(target === report.paragraphs("Heading1")[names.firstIndex(of: "A_B").map { $0 + 1 } ?? 0])
  }

  @Test func notesStandInTheirPartAndMarksLeadToThem() throws {
    let link = InlineValue(.text(TextSpan("site", link: LinkTarget("https://a.org/?x=1&y=2"))))
    let report = try DOCXReport(body: [
      .paragraph(["Un", .footnote("Première"), " deux", .footnote(["Deuxième : ", link])])
    ])
    #expect(report.document.all("w:footnoteReference").compactMap { $0["w:id"] } == ["1", "2"])
    let notes = try report.part("footnotes").all("w:footnote")
    #expect(notes.compactMap { $0["w:id"] } == ["-1", "0", "1", "2"])
    #expect(notes.dropFirst(2).map { $0.printed.trimmingSpaces } == ["Première", "Deuxième\u{A0}: site"])
    // The notes' part has no relations of its own.
    #expect(notes[3].first("w:fldSimple")?["w:instr"] == " HYPERLINK \"https://a.org/?x=1&y=2\" ")
  }

  @Test func linksAreKeptOnceAndBeyondTheLimitAreFields() throws {
    let addresses = (0...10_000).map { "https://a.org/\($0)" } + ["https://a.org/0"]
    let report = try DOCXReport(
      body: addresses.map { .paragraph([InlineValue(.text(TextSpan("x", link: LinkTarget($0))))]) })
    let relations = try XMLTree.root(report.parts["word/_rels/document.xml.rels"] ?? "").all("Relationship")
    let external = relations.filter { $0["TargetMode"] == "External" }
    #expect(external.count == 10_000)
    let links = report.document.all("w:hyperlink")
    #expect(links.count == 10_001)
    #expect(links.last?["r:id"] == external.first?["Id"])
    #expect(report.document.all("w:fldSimple").map { $0["w:instr"] } == [" HYPERLINK \"https://a.org/10000\" "])
  }

  @Test func everyNumberedListCountsFromOne() throws {
    let inner = ItemList(["a", "b"], isOrdered: true)
    let list = ItemList([ListItem("1", list: inner), ListItem("2", list: inner)], isOrdered: true)
    let report = try DOCXReport(body: [.list(list), .list(list), .list(ItemList(["x"]))])
    let used = report.document.all("w:numPr").map {
      "\($0.child("w:ilvl")?["w:val"] ?? "")/\($0.child("w:numId")?["w:val"] ?? "")"
    }
    #expect(
      used == [
        "0/2", "1/3", "1/3", "0/2", "1/4", "1/4", "0/5", "1/6", "1/6", "0/5", "1/7", "1/7", "0/1",
      ])
    let instances = try report.part("numbering").all("w:num")
    #expect(instances.compactMap { $0["w:numId"] } == ["1", "2", "3", "4", "5", "6", "7"])
    #expect(instances.compactMap { $0.child("w:lvlOverride")?["w:ilvl"] } == ["0", "1", "1", "0", "1", "1"])
  }

  @Test func listsThatWordCannotCountHaveTheirNumbersAsText() throws {
    let list = Block.list(ItemList(["un", "deux"], isOrdered: true))
    let report = try DOCXReport(body: Array(repeating: list, count: 2_001))
    #expect(try report.part("numbering").all("w:num").count == 2_001)
    #expect(report.paragraphs("ListNumber").suffix(2).map(\.printed) == ["1. un", "2. deux"])
  }
}

extension String {
  var trimmingSpaces: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
