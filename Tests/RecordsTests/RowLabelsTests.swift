import JSONBytes
import Records
import Testing

@Suite struct RowLabelsTests {
  private static func labelled(_ query: JSONValue, _ row: JSONValue, _ language: Language) throws -> JSONValue {
    try JSONValue(parsing: try RowLabels(try RecordQuery(query), in: language).added(to: row.bytes))
  }

  @Test("Codes have their names beside them, as deep as they stand, in the language asked for")
  func listing() throws {
    let query: JSONValue = [
      "name": "q", "from": "finding", "select": ["title", "theme", "place", "recommendations", "methods"],
      "labels": true,
    ]
    let row: JSONValue = [
      "title": "gao", "theme": "external_audit", "place": ["region": "segou", "cercle": "Bla"], "methods": ["examine"],
      "recommendations": [["text": "Agir.", "priority": "immediate"], ["text": "Agir."]],
    ]
    for language in [Language.french, .english] {
      let labels = try Self.labelled(query, row, language)["labels"]
      #expect(labels?["theme"]?.string == CodeLists.theme.label("external_audit", language))
      #expect(labels?["place"]?["region"]?.string == CodeLists.region.label("segou", language))
      #expect(labels?["place"]?["cercle"] == nil && labels?["title"] == nil)
      let recommendations = labels?["recommendations"]?.array
      #expect(recommendations?.first?["priority"]?.string == CodeLists.priority.label("immediate", language))
      #expect(recommendations?.last == .null && recommendations?.count == 2)
      #expect(labels?["methods"]?.array?.count == 1)
    }
  }

  @Test("A count's dimensions have names, a value that is not stated has none")
  func counts() throws {
    let query: JSONValue = [
      "name": "q", "from": "finding", "groupBy": ["region", "theme"], "measures": ["count"], "labels": true,
    ]
    let row: JSONValue = ["region": "segou", "theme": .null, "count": 3]
    let labelled = try Self.labelled(query, row, .french)
    #expect(labelled["labels"] == ["region": "Ségou"])
    #expect(labelled["count"] == 3 && labelled["theme"] == .null)
  }

  @Test("A row without codes, or with codes that no list knows, stays as it is")
  func without() throws {
    let query: JSONValue = ["name": "q", "from": "finding", "select": ["title", "theme"], "labels": true]
    for row in [["title": "a"], ["theme": "no_such_theme"]] as [JSONValue] {
      #expect(try Self.labelled(query, row, .french) == row)
    }
  }

  @Test("It is a part of the query, and nothing else than yes or no")
  func spelling() throws {
    let query: JSONValue = ["name": "q", "from": "finding", "select": ["title"], "labels": true]
    #expect(try RecordQuery(query).isLabelled && RecordQuery(query).json == query)
    #expect(try RecordQuery(query).resolving { _ in nil }.isLabelled)
    #expect(throws: RecordQueryFault.self) {
      try RecordQuery(["name": "q", "from": "finding", "select": ["title"], "labels": "yes"])
    }
  }
}
