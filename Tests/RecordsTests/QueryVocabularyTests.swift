import JSONBytes
import Records
import Testing
import Violations

/// What can be asked for is what the declarations say, found here by walking their fields.
@Suite("What queries can ask for") struct QueryVocabularyTests {
  @Test("Every kind is a source, and every list that is counted on its own", arguments: KindCatalogue.standard.kinds)
  func sources(kind: RecordKind) throws {
    let own = try #require(KindCatalogue.standard.source(kind.name))
    #expect(own.kind == kind && own.part == nil)
    for field in kind.object.fields {
      guard let part = field.part else { continue }
      let source = try #require(KindCatalogue.standard.source(part))
      #expect(source.kind == kind && source.part?.field.name == field.name)
      #expect(source.isListable == (field.visibility.level != nil))
    }
  }

  @Test("Every dimension and grouping can be filtered and grouped by, every measure counted", arguments: Asked.sources)
  func offered(asked: Asked) throws {
    let measures = JSONValue.array(asked.measures.map { .string($0) })
    #expect(!asked.dimensions.isEmpty && !asked.measures.isEmpty)
    for (name, list) in asked.dimensions {
      let value = JSONValue.string(list?.codes.last ?? "x")
      let query = try RecordQuery([
        "name": "q", "from": .string(asked.source.name), "where": .object([name: value]), "groupBy": [.string(name)],
        "measures": measures,
      ])
      guard case .counts(let groupBy, let counted, false) = query.shape else {
        Issue.record("\(name) is no count")
        return
      }
      #expect(groupBy == [name] && Set(counted.map(\.name)) == Set(asked.measures))
    }
    let names = asked.source.dimensions.map(\.name)
    #expect(Set(names) == Set(asked.dimensions.map(\.name)))
    #expect(Set(names).count == names.count)
    #expect(Set(asked.source.measures.map(\.name)) == Set(asked.measures))
  }

  @Test("Every field that a report may show can be listed", arguments: Asked.sources) func selectable(asked: Asked)
    throws
  {
    guard asked.source.isListable else { return }
    let fields = (asked.source.part?.object ?? asked.source.kind.object).fields
    let shown = fields.filter { $0.visibility.level != nil }.map(\.name)
    let names =
      shown.filter { !["kind", "programme"].contains($0) } + (asked.source.part == nil ? [] : [asked.source.kind.name])
    let query = try RecordQuery([
      "name": "q", "from": .string(asked.source.name), "select": .array(names.map { .string($0) }),
      "orderBy": .array(["key"] + fields.filter(\.isOrderable).map { .string($0.name) }),
    ])
    #expect(query.shape == .listing(select: names))
    #expect(query.order.map(\.name) == ["key"] + fields.filter(\.isOrderable).map(\.name))
  }

  @Test("What no report shows cannot be asked for in any way", arguments: Asked.sources) func never(asked: Asked) {
    let source = JSONValue.string(asked.source.name)
    for name in asked.hidden {
      let json = JSONValue.string(name)
      let shapes: [(String, JSONValue)] = [
        ("select[0]", ["name": "q", "from": source, "select": [json]]),
        ("orderBy[0]", ["name": "q", "from": source, "select": [], "orderBy": [json]]),
        ("where.\(name)", ["name": "q", "from": source, "select": [], "where": .object([name: "x"])]),
        ("groupBy[0]", ["name": "q", "from": source, "groupBy": [json], "measures": ["records"]]),
      ]
      for (path, query) in shapes {
        // Rows that count people are not listed at all.
        let isRefusedWhole = !asked.source.isListable && query["groupBy"] == nil && !path.hasPrefix("where")
        #expect(
          QueryExample.faults(query.text).contains { $0.path == (isRefusedWhole ? "groupBy" : path) },
          "\(asked.source.name): \(query.text)")
      }
    }
  }

  @Test("These are hidden, so the walk finds what it is to find") func hidden() {
    let found = Dictionary(uniqueKeysWithValues: Asked.sources.map { ($0.source.name, Set($0.hidden)) })
    #expect(found["finding"] == ["note", "ifRevision", "consent", "riskIfPublished", "mitigation", "mayQuote"])
    #expect(found["participant"]?.isSuperset(of: ["code", "note"]) == true)
    #expect(found["consent"]?.isSuperset(of: ["subjectCode", "form"]) == true)
    #expect(found["risk"]?.contains("safetyNote") == true)
  }

  @Test(
    "These things are counted",
    arguments: [
      (
        "engagement",
        ["count", "applied", "graduated", "alumniInOffice", "invited", "refused", "organisations", "milestones"]
      ),
      ("participation", ["people", "graduates", "engagements", "organisations", "milestones"]),
      ("participant", ["presences", "differentPeople", "engagements", "organisations", "milestones"]),
      ("community", ["visits", "differentCommunities", "engagements", "organisations", "milestones"]),
      ("finding", ["count", "engagements", "assignments", "frameworks"]),
      ("recommendation", ["count", "findings", "organisations", "frameworks", "engagements", "assignments"]),
      ("measurement_cell", ["counted", "countedAmong", "measurements", "frameworks", "organisations"]),
      ("expense", ["count"]), ("node", ["count", "frameworks", "organisations"]), ("actor", ["count", "assignments"]),
    ])
  func measures(source: String, names: [String]) throws {
    #expect(try #require(KindCatalogue.standard.source(source)).measures.map(\.name) == names)
  }
}
