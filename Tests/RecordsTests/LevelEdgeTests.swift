import Records
import Testing

@Suite("The references that a level flows along")
struct LevelEdgeTests {
  private static func kind(_ name: String, hangsOn parents: String...) -> RecordKind {
    let names: [StaticString] = ["first", "second"]
    return RecordKind(
      name, en: name, fr: name, "A kind.", days: [],
      fields: zip(names, parents).map { Field($0, .under($1), .optional, .everyone, "What it hangs on.") },
      examples: [])
  }

  @Test("What others hang on stands before them, wherever it is declared")
  func order() {
    let catalogue = KindCatalogue([
      Self.kind("leaf", hangsOn: "branch", "root"), Self.kind("branch", hangsOn: "root"), Self.kind("root"),
      Self.kind("alone"),
    ])
    #expect(catalogue.parentsFirst.map(\.name) == ["root", "branch", "leaf", "alone"])
  }

  @Test("A level that would flow in a circle is refused when kinds are put together")
  func circles() async {
    await #expect(processExitsWith: .failure) { _ = KindCatalogue([Self.kind("egg", hangsOn: "egg")]) }
    await #expect(processExitsWith: .failure) {
      _ = KindCatalogue([Self.kind("hen", hangsOn: "egg"), Self.kind("egg", hangsOn: "hen")])
    }
  }
}
