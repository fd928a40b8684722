import JSONBytes
import Records
import Testing

@Suite struct QueryTests {
  private func query(_ text: String) throws -> RecordQuery { try RecordQuery(try JSONValue(parsing: text)) }

  private func faults(_ text: String) -> [Violation] {
    guard let json = try? JSONValue(parsing: text) else { return [] }
    do throws(RecordQueryFault) {
      _ = try RecordQuery(json)
      return []
    } catch {
      return error.violations
    }
  }

  @Test(arguments: [
    #"{"name":"findings","from":"finding","where":{"origin":["roundtable"]},"select":["title","statement"],"orderBy":["region","key"]}"#,
    #"{"name":"matrix","from":"finding","where":{"notBefore":{"parameter":"from"}},"groupBy":["region","theme"],"measures":["count"]}"#,
    #"{"name":"reached","from":"participation","groupBy":["sex","youth"],"measures":["people"],"totals":true}"#,
    #"{"name":"all","from":"participation","groupBy":[],"measures":["people","engagements"]}"#,
    #"{"name":"prose","from":"narrative","where":{"report":["undef/narrative"],"grant":{"parameter":"grant"}},"select":["section","text"],"orderBy":["section","order"]}"#,
  ])
  func aQueryReadsBackAsItself(text: String) throws {
    let query = try query(text)
    #expect(query.json.text == text)
    #expect(try RecordQuery(query.json) == query)
  }

  @Test(arguments: RecordSource.all) func everythingOfferedIsAccepted(source: RecordSource) throws {
    let dimensions = RecordDimension.of(source)
    let names = JSONValue.array(source.selectable.map(JSONValue.string))
    let order = JSONValue.array(source.orderable.map(JSONValue.string))
    if source.isListable {
      _ = try RecordQuery([
        "name": "q", "from": .string(source.name), "select": names, "orderBy": order,
      ])
    }
    for dimension in dimensions {
      let value = dimension.codes?.codes.first ?? "x"
      for measure in RecordMeasure.of(source) {
        _ = try RecordQuery([
          "name": "q", "from": .string(source.name), "where": .object([dimension.name: .string(value)]),
          "groupBy": [.string(dimension.name)], "measures": [.string(measure.name)],
        ])
      }
    }
    #expect(Set(dimensions.map(\.name)).count == dimensions.count)
  }

  @Test func faultsAreReportedAtOnceWithTheirPaths() {
    let found = faults(
      #"{"name":"q q","from":"finding","where":{"orign":"audit","theme":["procurment"],"notAfter":"2023-02-29","region":7},"select":["title","note","title"],"ordrBy":["key"],"totals":true}"#
    )
    #expect(
      found.map(\.path) == [
        "ordrBy", "name", "where.orign", "where.theme", "where.notAfter", "where.region", "totals",
      ])
    #expect(found.first { $0.path == "where.theme" }?.suggestion == "procurement")
    #expect(found.first { $0.path == "where.orign" }?.suggestion == "origin")
    let select = faults(#"{"name":"q","from":"finding","select":["title","note","title"],"orderBy":["ky"]}"#)
    #expect(select.map(\.path) == ["select[1]", "select[2]", "orderBy[0]"])
    #expect(faults("7").map(\.path) == [""])
    #expect(faults(#"{"name":"q","from":"findings","select":[]}"#).first?.suggestion == "finding")
  }

  @Test func whatNoReportMayShowCannotBeAskedFor() {
    for name in ["note", "riskIfPublished", "mitigation"] {
      #expect(faults(#"{"name":"q","from":"finding","select":["\#(name)"]}"#).map(\.path) == ["select[0]"])
    }
    #expect(
      faults(#"{"name":"q","from":"engagement","select":["participation"]}"#).map(\.path) == ["select[0]"])
    #expect(faults(#"{"name":"q","from":"participation","select":["sex"]}"#).map(\.path) == ["groupBy"])
    let wide =
      #"{"name":"q","from":"participation","groupBy":["sex","youth","group","region"],"measures":["people"]}"#
    #expect(faults(wide).map(\.path) == ["groupBy"])
    let people = #"{"name":"q","from":"finding","groupBy":["region"],"measures":["people"]}"#
    #expect(faults(people).map(\.path) == ["measures[0]"])
    let both = #"{"name":"q","from":"finding","groupBy":["region"],"measures":["count"],"select":["title"]}"#
    #expect(faults(both).map(\.path) == ["select"])
  }

  @Test func suppressionIsDecidedByTheDimensions() throws {
    let exact = #"{"name":"q","from":"finding","groupBy":["region","theme"],"measures":["count"]}"#
    #expect(try !query(exact).countsPeople)
    let crossed = #"{"name":"q","from":"finding","groupBy":["raisedBy"],"measures":["count"]}"#
    #expect(try query(crossed).countsPeople)
    let filtered =
      #"{"name":"q","from":"finding","where":{"raisedBy":"cso"},"groupBy":["region"],"measures":["count"]}"#
    #expect(try query(filtered).countsPeople)
    let people = #"{"name":"q","from":"participation","groupBy":["region"],"measures":["people"]}"#
    #expect(try query(people).countsPeople)
  }

  @Test func finePlacesAskForALevel() throws {
    func level(_ dimension: String) throws -> ConfidentialityLevel {
      try query(#"{"name":"q","from":"finding","groupBy":["\#(dimension)"],"measures":["count"]}"#).level
    }
    #expect(try level("region") == .public)
    #expect(try level("cercle") == .internal)
    #expect(try level("village") == .restricted)
    let filtered = #"{"name":"q","from":"finding","where":{"commune":"x"},"select":["title"]}"#
    #expect(try query(filtered).level == .restricted)
  }

  @Test func parametersAreReplacedByTheirValues() throws {
    let text =
      #"{"name":"q","from":"finding","where":{"origin":{"parameter":"origin"},"notBefore":{"parameter":"from"}},"select":["title"]}"#
    let query = try query(text)
    #expect(query.parameters == ["origin", "from"])
    let resolved = try query.resolving { $0 == "origin" ? ["audit"] : nil }
    #expect(resolved.filters.map(\.name) == ["origin"])
    #expect(resolved.filters.first?.operand == .values(["audit"]))
    do throws(RecordQueryFault) {
      _ = try query.resolving { $0 == "origin" ? ["audits"] : ["2023-02-29"] }
      Issue.record("taken")
    } catch {
      #expect(error.violations.map(\.path) == ["origin", "from"])
      #expect(error.violations.first?.suggestion == "audit")
    }
  }
}
