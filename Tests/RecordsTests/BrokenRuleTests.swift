import Records
import Testing
import Violations

@Suite("Rules between fields") struct BrokenRuleTests {
  @Test("A record that breaks a rule is refused where it breaks it", arguments: BadExample.refused)
  func refused(example: BadExample) throws {
    let found = RecordSample.violations(try example.line())
    #expect(found.map(\.path) == example.paths)
    #expect(Set(found.map(\.message.rule)) == [example.wording])
    let declared = try #require(try example.type().rules.first { $0.name == example.rule })
    #expect(!declared.text.isEmpty && !declared.fields.isEmpty)
  }

  @Test("A record that is not ready for review is taken, and says what it lacks", arguments: BadExample.unready)
  func unready(example: BadExample) throws {
    let record = try RecordSample.read(try example.line())
    #expect(record.reviewFaults().map(\.path) == example.paths)
    for fault in record.reviewFaults() {
      RecordSample.expectFrench(fault.message)
      #expect(fault.message.rule == example.wording)
    }
    #expect(record.kind.reviewRules.contains { $0.name == example.rule })
  }

  @Test("Every rule of every object has a bad example") func complete() throws {
    var covered: Set<DeclaredRule> = []
    for example in BadExample.refused { covered.insert(DeclaredRule(try example.type(), example.rule)) }
    func check(_ type: ObjectType, _ path: String) {
      #expect(Set(type.rules.map(\.name)).count == type.rules.count, "\(path)")
      for rule in type.rules {
        #expect(covered.contains(DeclaredRule(type, rule.name)), "no bad example of \(path): \(rule.name)")
      }
      for field in type.fields { if let inner = field.type.objectType { check(inner, "\(path).\(field.name)") } }
    }
    for kind in KindCatalogue.standard.kinds {
      check(kind.object, kind.name)
      for rule in kind.reviewRules {
        let isCovered = BadExample.unready.contains { $0.kind == kind.name && $0.rule == rule.name }
        #expect(isCovered, "no bad example of \(kind.name): \(rule.name)")
      }
    }
  }

  /// An object that several kinds have, such as a place, is one declaration.
  private struct DeclaredRule: Hashable {
    let type: ObjectIdentifier
    let name: String

    init(_ type: ObjectType, _ name: String) {
      self.type = ObjectIdentifier(type)
      self.name = name
    }
  }

  @Test("What is misspelt is told once, and not again for every rule about it") func misspelt() throws {
    let line = try JSONEdit.apply([.set("measure", #""unti""#)], to: RecordSample.example("measurement"))
    #expect(RecordSample.violations(line).map(\.path) == ["measure"])
    let list = try JSONEdit.apply([.set("participation[0].count", #""nine""#)], to: RecordSample.example("engagement"))
    #expect(RecordSample.violations(list).map(\.path) == ["participation[0].count"])
  }

  @Test("A field at fault is not also called missing") func faultyIsNotMissing() throws {
    let line = try JSONEdit.apply([.set("engagement", #""!""#)], to: RecordSample.example("finding"))
    #expect(RecordSample.violations(line).map(\.path) == ["engagement"])
  }

  @Test("Faulty elements keep the paths of their neighbours right") func pathsAmongFaults() {
    let twice = #"{"key":"R1","text":"a","addressee":"x"}"#
    let found = RecordSample.violations(RecordSample.finding(#""recommendations":[\#(twice),7,\#(twice)]"#))
    #expect(found.map(\.path) == ["recommendations[1]", "recommendations[2].key"])
    #expect(found.last?.found == "R1")
  }

  @Test("What a terminal would obey, or a line break, is shown as it was written") func controlCharacters() throws {
    for escape in ["\\u001b[2J", "\\r\\n"] {
      let line = try JSONEdit.apply([.set("theme", "\"politcal\(escape)\"")], to: RecordSample.example("finding"))
      let found = RecordSample.violations(line).first?.found
      #expect(found == "politcal" + escape)
    }
  }

  @Test("A single sector needs no percentage; those of another vocabulary are added apart") func sectors() throws {
    let line = RecordSample.example("programme")
    let single = try JSONEdit.apply([.set("sectors", #"[{"vocabulary":"dac_5","code":"15210"}]"#)], to: line)
    #expect(RecordSample.violations(single).isEmpty)
    let two = try JSONEdit.apply(
      [.set("sectors[2]", #"{"vocabulary":"reporting_organisation","code":"S1"}"#)], to: line)
    #expect(RecordSample.violations(two).isEmpty)
  }

  @Test("A rate that is upside down is suggested the right way up") func rate() throws {
    let line = try JSONEdit.apply([.set("exchangeRate", "0.00167")], to: RecordSample.example("expense"))
    #expect(RecordSample.violations(line).first?.suggestion == "600")
  }

  @Test("Cells beside a percentage without numerator are no sum of it") func cellsOfPercentage() throws {
    let line = try JSONEdit.apply(
      [.remove("numerator"), .remove("denominator"), .set("value", "31")], to: RecordSample.example("measurement"))
    #expect(RecordSample.violations(line).isEmpty)
  }

  @Test("Incomplete cells may stay below the value") func incompleteCells() throws {
    let line = try JSONEdit.apply(
      [.set("cells", #"[{"sex":"female","count":40}]"#), .set("incompleteCells", "true")],
      to: RecordSample.example("measurement", 2))
    #expect(RecordSample.violations(line).isEmpty)
  }
}
