import Records
import Testing

@Suite("Code lists") struct CodesTests {
  @Test("Every code stands once and has both names", arguments: CodeLists.all.map(\.name)) func names(name: String)
    throws
  {
    let list = try #require(CodeLists.named(name))
    #expect(!list.entries.isEmpty)
    #expect(Set(list.codes).count == list.codes.count)
    for entry in list.entries {
      #expect(!entry.en.isEmpty && !entry.fr.isEmpty)
      // French is set with the typographic apostrophe.
      #expect(!entry.fr.contains("'"), "\(entry.fr)")
      #expect(
        entry.code.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
          || ["gdi_band", "document_category"].contains(name))
      #expect(list.label(entry.code, .english) == entry.en)
      #expect(list.label(entry.code, .french) == entry.fr)
      #expect(list.contains(entry.code))
    }
    #expect(list.label("no_such_code", .french) == nil)
    #expect(Set(list.entries.map(\.en)).count == list.entries.count)
    #expect(Set(list.entries.map(\.fr)).count == list.entries.count)
  }

  @Test("Every list is named once") func lists() {
    #expect(Set(CodeLists.all.map(\.name)).count == CodeLists.all.count)
  }

  @Test("Every list that a field has is listed") func fields() {
    func check(_ type: ObjectType) {
      for field in type.fields {
        if let list = field.type.codeList { #expect(CodeLists.named(list.name) === list) }
        for grouping in field.groupings { #expect(CodeLists.named(grouping.codes.name) === grouping.codes) }
        if let inner = field.type.objectType { check(inner) }
      }
    }
    for kind in KindCatalogue.standard.kinds { check(kind.object) }
  }

  @Test("Parents are codes") func parents() {
    for entry in CodeLists.theme.entries {
      if let parent = entry.parent {
        #expect(CodeLists.theme.entry(parent).map { $0.parent == nil } == true, "\(entry.code)")
      }
    }
    #expect(CodeLists.theme.entries.count { $0.parent == nil } == 5)
    for entry in CodeLists.auditCategory.entries {
      #expect(entry.parent.map(CodeLists.gdiArea.contains) == true, "\(entry.code)")
    }
    for entry in CodeLists.unscr1325Indicator.entries {
      #expect(entry.parent.map(CodeLists.napPillar.contains) == true, "\(entry.code)")
    }
  }

  @Test("The report S/2010/498 has 26 indicators, some of them in two parts") func unscr1325() {
    let numbers = CodeLists.unscr1325Indicator.codes.compactMap { Int($0.filter(\.isNumber)) }
    #expect(Set(numbers) == Set(1...26))
  }

  @Test("Youth is eighteen to thirty-five") func youth() {
    let young = CodeLists.ageBand.codes.filter { CodeLists.youth(ofAgeBand: $0) == "youth" }
    #expect(young == ["a18_24", "a25_35"])
    for band in CodeLists.ageBand.codes { #expect(CodeLists.youth.contains(CodeLists.youth(ofAgeBand: band))) }
  }

  @Test("A grouping has a code for every code that it groups") func groupings() {
    for source in KindCatalogue.standard.sources {
      for dimension in source.dimensions {
        guard let grouping = dimension.grouping, let codes = dimension.codes else { continue }
        #expect(grouping.values.allSatisfy(codes.contains))
      }
    }
  }

  @Test("Lists of IATI keep IATI's numbers") func references() {
    #expect(CodeLists.language.codes == Language.allCases.map(\.code))
    #expect(CodeLists.activityStatus.entry("closed")?.externalReference == "4")
    #expect(CodeLists.transactionType.entry("incoming_commitment")?.externalReference == "11")
    #expect(CodeLists.indicatorMeasure.entry("qualitative")?.externalReference == "5")
    for entry in CodeLists.organisationType.entries { #expect(entry.externalReference == entry.code) }
    #expect(CodeLists.nodeLevel.entry("output")?.externalReference == "1")
    #expect(CodeLists.nodeLevel.entry("activity")?.externalReference == nil)
  }
}
