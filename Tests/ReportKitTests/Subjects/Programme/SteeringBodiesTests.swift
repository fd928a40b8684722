import JSONBytes
import Records
import Testing

@testable import ReportKit

@Suite struct SteeringBodiesTests {
  private func run(around keys: Set<String>, _ bodies: [JSONValue]) throws -> (lines: [String], paths: [String]) {
    let organisations = ["committee", "unit", "mission", "region"].map { key in
      ["key": .string(key), "name": .string(name(key))] as JSONValue
    }
    return try SubjectFormat.run(
      [.steeringBodies], ["bodies": bodies, "organisations": organisations]
    ) { _, report in
      try report.steeringBodies(around: keys, on: try #require(CalendarDate("2023-12-31")))
    }
  }

  private func name(_ key: String) -> String { key.prefix(1).uppercased() + key.dropFirst() }

  private func member(_ organisation: String, _ role: String, until: String? = nil, since: String? = nil) -> JSONValue {
    var entry: JSONObject = ["organisation": .string(organisation), "role": .string(role)]
    entry["until"] = until.map { .string($0) }
    entry["since"] = since.map { .string($0) }
    return .object(entry)
  }

  private func body(_ key: String, _ members: JSONObject) -> JSONValue {
    var body: JSONObject = ["key": .string(key), "name": .string(name(key))]
    for member in members.members { body[member.key] = member.value }
    return .object(body)
  }

  @Test("The query is one that a server takes") func query() {
    #expect(SubjectFormat.faults(in: [.steeringBodies]).isEmpty)
  }

  @Test("Told are those at work that have a membership, and those with whom they share one; regions come last")
  func around() throws {
    let (lines, paths) = try run(
      around: ["committee", "lone"],
      [
        body("region", ["regions": ["segou"], "memberOf": [member("committee", "member")]]), body("lone", [:]),
        body(
          "committee",
          ["acronym": "CNS", "mandate": "Follows the plan.", "members": [member("unit", "secretariat")]]),
        body("unit", ["members": [member("mission", "chair")]]),
        body("far", ["members": [member("mission", "chair")]]),
      ])
    #expect(paths.isEmpty)
    #expect(
      lines.suffix(3) == [
        "Committee\nCNS | Follows the plan. | — | Unit | Region", "Unit | — | Mission | — | —",
        "Region | — | — | — | —",
      ])
  }

  @Test(
    "A member counts while it is one, as far as its days are known",
    arguments: [
      ("2023-12", nil, true), ("2024", nil, true), ("2023-11", nil, false), (nil, "2023", true), (nil, "2024", false),
      (nil, nil, true),
    ] as [(String?, String?, Bool)])
  func days(_ until: String?, _ since: String?, _ isMember: Bool) throws {
    let members: JSONObject = ["members": [member("mission", "member", until: until, since: since)]]
    let line = try run(around: ["committee"], [body("committee", members)]).lines.last
    // A column that says of no body anything is left out.
    #expect(line == (isMember ? "Committee | Mission" : "Committee"))
  }

  @Test("Without any body, a gap says so") func nothing() throws {
    #expect(try run(around: ["lone"], [body("lone", [:])]).paths == ["organisation"])
  }
}
