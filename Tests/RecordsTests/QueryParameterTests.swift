import JSONBytes
import Records
import Testing
import Violations

@Suite("Parameters of queries") struct QueryParameterTests {
  private func query() throws -> RecordQuery {
    try QueryExample.query(
      #"{"name":"q","from":"finding","where":{"origin":{"parameter":"origin"},"theme":["procurement"],"notBefore":{"parameter":"from"}},"select":["title"]}"#
    )
  }

  @Test("A parameter that is given becomes its values; one that is not sets no condition") func resolved() throws {
    let query = try query()
    #expect(query.parameters == ["origin", "from"])
    let resolved = try query.resolving { $0 == "origin" ? ["audit", "roundtable"] : nil }
    #expect(resolved.filters.map(\.name) == ["origin", "theme"])
    #expect(resolved.filters.map(\.operand) == [.values(["audit", "roundtable"]), .values(["procurement"])])
    #expect(resolved.parameters.isEmpty)
    #expect(resolved.name == "q" && resolved.shape == query.shape && resolved.source == query.source)
  }

  @Test("A caller's wrong values are all told, by the parameters' names and in French too") func refused() throws {
    let query = try query()
    do throws(RecordQueryFault) {
      _ = try query.resolving { $0 == "origin" ? ["audits"] : ["2023-02-29"] }
      Issue.record("taken")
    } catch {
      #expect(error.violations.map(\.path) == ["origin", "from"])
      #expect(error.violations.map(\.found) == ["audits", "2023-02-29"])
      #expect(error.violations[0].suggestion == "audit")
      for violation in error.violations { RecordSample.expectFrench(violation.message) }
    }
    #expect(throws: RecordQueryFault.self) {
      try query.resolving { $0 == "from" ? ["2023-01-01", "2024-01-01"] : nil }
    }
  }
}
