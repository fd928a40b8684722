import Records
import Testing

@Suite struct CodeListTests {
  @Test(arguments: CodeLists.all.map(\.name)) func everyCodeHasBothNamesAndStandsOnce(name: String) throws {
    let list = try #require(CodeLists.named(name))
    #expect(!list.entries.isEmpty)
    #expect(Set(list.codes).count == list.codes.count)
    for entry in list.entries {
      #expect(!entry.en.isEmpty && !entry.fr.isEmpty)
      #expect(
        entry.code.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
          || name == "gdi_band")
      #expect(list.label(entry.code, .english) == entry.en)
      #expect(list.label(entry.code, .french) == entry.fr)
      #expect(list.contains(entry.code))
    }
    #expect(list.label("no_such_code", .french) == nil)
    #expect(Set(list.entries.map(\.en)).count == list.entries.count)
    #expect(Set(list.entries.map(\.fr)).count == list.entries.count)
  }

  @Test func everyListIsNamedOnce() {
    #expect(Set(CodeLists.all.map(\.name)).count == CodeLists.all.count)
  }

  @Test func parentsAreCodes() {
    for entry in CodeLists.theme.entries {
      #expect(entry.parent == nil || entry.parent == "security_defence")
    }
    #expect(CodeLists.theme.entries.count { $0.parent == nil } == 5)
    #expect(CodeLists.theme.entries.count { $0.parent != nil } == 14)
    for entry in CodeLists.auditCategory.entries {
      #expect(entry.parent.map(CodeLists.gdiArea.contains) == true, "\(entry.code)")
    }
  }

  @Test func everyListThatAFieldNamesIsListed() {
    func check(_ fields: [FieldDescription]) {
      for field in fields {
        var type = field.type
        if case .list(let element, _) = type { type = element }
        if case .code(let list) = type { #expect(CodeLists.named(list.name) != nil) }
        check(field.type.members)
      }
    }
    for kind in RecordKind.allCases { check(kind.fields) }
  }

  @Test func youthIsEighteenToThirtyFive() {
    let young = CodeLists.ageBand.codes.filter { CodeLists.youth(ofAgeBand: $0) == "youth" }
    #expect(young == ["a18_24", "a25_35"])
    for band in CodeLists.ageBand.codes {
      #expect(CodeLists.youth.contains(CodeLists.youth(ofAgeBand: band)))
    }
  }

  @Test func languagesAreThoseOfTheType() {
    #expect(CodeLists.language.codes == Language.allCases.map(\.code))
    #expect(CodeLists.activityStatus.entry("closed")?.externalReference == "4")
  }
}
