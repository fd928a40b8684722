import JSONBytes
import Records
import Testing
import Violations

@Suite("What a request bounds queries by") struct RequestBoundsReadingTests {
  private static func query(_ members: JSONObject) throws -> RecordQuery {
    var object: JSONObject = ["name": "q", "from": "finding", "select": ["title"]]
    for member in members.members { object[member.key] = member.value }
    return try RecordQuery(ofReport: .object(object))
  }

  @Test("Every kind with a grant is bounded by it, and every kind with a day by the period")
  func kinds() throws {
    let bounds = RequestBounds(grant: "G1", from: CalendarDate("2024-01-01"), to: CalendarDate("2024-12-31"))
    for source in KindCatalogue.standard.sources {
      let query = try RecordQuery(
        ofReport: [
          "name": "q", "from": .string(source.name), "groupBy": [], "measures": [.string(source.measures[0].name)],
        ])
      let names = try query.resolving(within: bounds) { _ in nil }.filters.map(\.name)
      let hasGrant = source.kind.object.field("grant")?.isDimension == true
      #expect(names == (hasGrant ? ["grant"] : []) + (source.kind.days.isEmpty ? [] : ["notBefore", "notAfter"]))
      #expect(try query.resolving { _ in nil }.filters.isEmpty)
    }
  }

  @Test("A condition of the query's own on what bounds it needs to be outside, and is told so in French too")
  func twice() throws {
    for (condition, bound) in [("grant", "grant"), ("notBefore", "period"), ("notAfter", "period")] {
      let value: JSONValue = bound == "grant" ? "G2" : "2024-01-01"
      let conditions: JSONObject = ["where": .object([condition: value])]
      do throws(RecordQueryFault) {
        _ = try RecordQuery(ofReport: merged(conditions))
        Issue.record("\(condition) was taken")
      } catch {
        #expect(error.violations.map(\.path) == ["where.\(condition)"])
        for violation in error.violations { RecordSample.expectFrench(violation.message) }
      }
      let outside = try Self.query(["where": .object([condition: value]), "outside": [.string(bound)]])
      #expect(outside.filters.first?.operand == .values([value.string ?? ""]))
      #expect(try RecordQuery(outside.json).outside == outside.outside)
    }
  }

  @Test("There is no other bound", arguments: [["grants"], ["grant", "grant"], "grant"] as [JSONValue])
  func others(_ outside: JSONValue) {
    #expect(throws: RecordQueryFault.self) { try Self.query(["outside": outside]) }
  }

  @Test("What a field is dated by is a day of the same object, or of each element") func dated() {
    var count = 0
    func check(_ object: ObjectType, _ path: String) {
      for field in object.fields {
        if let day = field.datedBy {
          let holder = field.type.isList ? field.type.objectType ?? object : object
          guard case .date = holder.field(day)?.type else {
            Issue.record("\(path).\(field.name): \(day) is no day")
            continue
          }
          count += 1
        }
        if let inner = field.type.objectType { check(inner, "\(path).\(field.name)") }
      }
    }
    for kind in KindCatalogue.standard.kinds { check(kind.object, kind.name) }
    #expect(count > 15)
  }

  private func merged(_ members: JSONObject) -> JSONValue {
    var object: JSONObject = ["name": "q", "from": "finding", "select": ["title"]]
    for member in members.members { object[member.key] = member.value }
    return .object(object)
  }
}
