import JSONBytes
import Testing
import Violations

@testable import Records

/// A rule says when it need not be checked; were it wrong, a fault would pass unseen.
@Suite("When rules are checked") struct RuleGateTests {
  @Test(
    "A rule that is not checked would have found nothing, whichever of its fields are left out",
    arguments: BadExample.refused)
  func closedRulesFindNothing(example: BadExample) throws {
    let type = try example.type()
    let rule = try #require(type.rules.first { $0.name == example.rule })
    let whole = try JSONValue(parsing: try example.line())
    let steps = example.object.split(separator: ".").map(String.init)
    var brokenAtLeastOnce = false
    for choice in 0..<(1 << rule.fields.count) {
      let removed = rule.fields.indices.filter { choice & 1 << $0 != 0 }.map { rule.fields[$0] }
      let line = Self.remove(removed, at: steps[...], from: whole).text
      for object in Self.objects(of: type, in: try Self.read(line)) {
        var faults = Rule.Faults()
        rule.check(object, &faults)
        let isOpen =
          rule.given.allSatisfy { object[$0] != nil } && rule.missing.allSatisfy { object[$0] == nil }
        #expect(isOpen || faults.violations.isEmpty, "\(rule.name) without \(removed)")
        if isOpen, !faults.violations.isEmpty { brokenAtLeastOnce = true }
      }
    }
    #expect(brokenAtLeastOnce)
  }

  @Test("Rules of objects come before those of what is within them, in the order of the record")
  func order() throws {
    let line = try JSONEdit.apply(
      [
        .set("place.region", #""abroad""#), .set("place.cercle", #""Gao""#), .remove("engagement"),
        .set("recommendations[0].dueOn", #""2020-02-30""#),
      ], to: RecordSample.example("finding"))
    let paths = RecordSample.violations(line).map(\.path)
    #expect(paths.contains("engagement") && paths.contains("place.cercle"))
    #expect(
      try #require(paths.firstIndex(of: "engagement")) < #require(paths.firstIndex(of: "place.cercle")))
  }

  /// What was read of a line, whatever its faults.
  private static func read(_ line: String) throws -> Record {
    let record = try JSONReader.read(Array(line.utf8)) { (json) throws(JSONError) -> Record? in
      var decoder = RecordDecoder(kinds: .standard, pseudonyms: RecordSample.reader.pseudonyms, json)
      return try decoder.record(&json)
    }
    return try #require(record)
  }

  private static func objects(of type: ObjectType, in record: Record) -> [RecordValue] {
    var found: [RecordValue] = []
    func look(_ value: RecordValue) {
      guard let own = value.type else { return }
      if own === type { found.append(value) }
      for field in own.fields where field.type.objectType != nil { value.member(field)?.elements.forEach(look) }
    }
    look(record.root)
    return found
  }

  private static func remove(_ names: [String], at steps: ArraySlice<String>, from json: JSONValue) -> JSONValue {
    if let elements = json.array { return .array(elements.map { remove(names, at: steps, from: $0) }) }
    guard var object = json.object else { return json }
    if let step = steps.first {
      object[step] = object[step].map { remove(names, at: steps.dropFirst(), from: $0) }
    } else {
      for name in names { object[name] = nil }
    }
    return .object(object)
  }
}
