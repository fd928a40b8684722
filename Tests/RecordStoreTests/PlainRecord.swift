import JSONBytes
import Records
import TestSupport

/// A record of a generated programme, with all that decides on whether a report may use it.
struct PlainRecord {
  let kind: String
  let key: String
  let level: ConfidentialityLevel
  /// Whether a reviewer validated the first revision.
  let isValidated: Bool
  /// The first revision, and a second that waits for review.
  let revisions: [JSONValue]

  /// The revision that reports may use.
  var reported: JSONValue? { isValidated ? revisions[0] : .none }
  /// What conditions on records that were never validated are about.
  var current: JSONValue { revisions[revisions.count - 1] }
}

/// A programme of several kinds, the same in every run.
struct PlainProgramme {
  private(set) var records: [PlainRecord] = []
  private var dice: Dice
  private var engagementLevels: [String: ConfidentialityLevel] = [:]

  /// A programme whose cells count so many people; in hundreds, so that no count is small, if nothing else is said.
  init(seed: UInt64, people: ClosedRange<Int> = 500...999) {
    dice = Dice(seed: seed)
    for number in 0..<16 { add("engagement", "e\(number)", parent: nil) { $0.engagement(people) } }
    for number in 0..<40 {
      let parent = dice.once(in: 3) ? nil : dice.once(in: 10) ? "missing" : "e\(dice.roll(0...15))"
      add("finding", "f\(number)", parent: parent) { $0.finding(parent) }
    }
    for number in 0..<20 { add("measurement", "m\(number)", parent: nil) { $0.measurement(people) } }
    for number in 0..<30 { add("expense", "x\(number)", parent: nil) { $0.expense() } }
  }

  private mutating func add(_ kind: String, _ key: String, parent: String?, _ body: (inout Dice) -> JSONObject) {
    let own: ConfidentialityLevel = dice.once(in: 4) ? dice.pick(ConfidentialityLevel.allCases) : .public
    let revisions = (0..<(dice.once(in: 5) ? 2 : 1)).map { number in
      merged(
        [
          "kind": .string(kind), "programme": "p", "key": .string(key), "confidentiality": .string(own.code),
          "note": .string("Révision \(number)."),
        ], body(&dice))
    }
    let isValidated = !dice.once(in: 6)
    let level = parent.map { max(own, engagementLevels[$0] ?? .confidential) } ?? own
    if kind == "engagement" { engagementLevels[key] = level }
    records.append(
      PlainRecord(kind: kind, key: key, level: level, isValidated: isValidated, revisions: revisions))
  }

  /// Stores it all, children before parents too.
  func submit(to fixture: StoreFixture) async throws {
    var dice = Dice(seed: 1)
    for record in records.shuffled(using: &dice) { try await fixture.submit(record.revisions[0]) }
    for record in records {
      let kind = KindCatalogue.standard.kind(record.kind)!
      if record.isValidated { try await fixture.validate(kind, record.key) }
      if record.revisions.count == 2 { try await fixture.submit(record.revisions[1]) }
    }
  }

  func record(_ kind: String, _ key: String) -> PlainRecord? { records.first { $0.kind == kind && $0.key == key } }
}

extension Dice {
  private mutating func day() -> String { "202\(roll(2...4))-0\(roll(1...9))-1\(roll(0...9))" }

  private mutating func maybe(_ value: (inout Dice) -> JSONValue) -> JSONValue? {
    // Not `nil`, which would be JSON's null.
    once(in: 3) ? .none : value(&self)
  }

  private mutating func place() -> JSONValue {
    var object: JSONObject = ["region": .string(pick(["gao", "segou", "bamako"]))]
    let cercles = object["region"] == "gao" ? ["Bourem", "Ansongo"] : ["Bla", "Macina"]
    object["cercle"] = maybe { .string($0.pick(cercles)) }
    if object["region"] == "bamako" { object["cercle"] = nil }
    return .object(object)
  }

  mutating func engagement(_ people: ClosedRange<Int>) -> JSONObject {
    var object: JSONObject = [
      "engagementType": .string(pick(["roundtable", "training", "focus_group"])), "title": "Activité",
      "startsOn": .string(day()), "place": place(), "invited": .integer(Int64(roll(people))),
    ]
    object["host"] = maybe { .string($0.pick(["cri", "cnt"])) }
    object["theme"] = maybe { .string($0.pick(["procurement", "political"])) }
    let cells = ["female", "male"].flatMap { sex in
      ["a18_24", "a25_35", "a36_59", "nd"].flatMap { age in ["cso", "media"].map { (sex, age, $0) } }
    }
    object["participation"] = .array(
      pick(roll(1...7), of: cells).map { sex, age, group in
        let count = roll(people)
        var cell: JSONObject = [
          "sex": .string(sex), "ageBand": .string(age), "group": .string(group),
          "count": .integer(Int64(count)),
        ]
        cell["graduated"] = maybe { .integer(Int64($0.roll(count / 5...count / 2))) }
        return .object(cell)
      })
    return object
  }

  mutating func finding(_ engagement: String?) -> JSONObject {
    var object: JSONObject = [
      "origin": .string(pick(["desk_review", "observation"])), "title": "Constat", "statement": "Un constat.",
      "theme": .string(pick(["procurement", "political", "external_audit"])), "place": place(),
      "institutions": .array(pick(roll(0...3), of: ["igas", "cnt", "bvg"]).map { .string($0) }),
    ]
    if let engagement { object["engagement"] = .string(engagement) }
    object["observedOn"] = maybe { .string($0.day()) }
    object["severity"] = maybe { .string($0.pick(["high", "low"])) }
    object["priority"] = maybe { .string($0.pick(["short", "long"])) }
    object["recommendations"] = .array(
      (0..<roll(0...3)).map { number in
        var item: JSONObject = [
          "key": .string("r\(number)"), "text": "Agir.", "addressee": .string(pick(["mdac", "cnt", "igas"])),
        ]
        item["priority"] = maybe { .string($0.pick(["immediate", "short"])) }
        item["dueOn"] = maybe { .string($0.day()) }
        return .object(item)
      })
    return object
  }

  mutating func measurement(_ people: ClosedRange<Int>) -> JSONObject {
    let cells = ["female", "male", nil].flatMap { sex in ["gao", "segou", nil].map { (sex, $0) } }
    let chosen = pick(roll(1...5), of: cells).map { sex, region in
      let count = roll(people)
      var cell: JSONObject = ["count": .integer(Int64(count))]
      if let sex { cell["sex"] = .string(sex) }
      if let region { cell["region"] = .string(region) }
      cell["outOf"] = maybe { .integer(Int64(count + $0.roll(0...count))) }
      return JSONValue.object(cell)
    }
    let sum = chosen.reduce(0) { $0 + ($1["count"]?.integer ?? 0) }
    return [
      "framework": .string(pick(["plan", "cadre"])), "indicator": .string(pick(["2.1", "2.2"])), "measure": "unit",
      "counts": "people", "value": .integer(sum), "cells": .array(chosen), "periodStart": "2021-12-31",
      "periodEnd": .string(day()),
      "source": .string(pick(["Enquête", "Presse"])),
    ]
  }

  mutating func expense() -> JSONObject {
    var object: JSONObject = [
      "grant": .string(pick(["G-1", "G-2"])), "budgetLine": .string(pick(["1.1", "1.2"])), "description": "Frais",
      "amount": ["amount": .string("\(roll(1...9))000"), "currency": "XOF"],
    ]
    object["category"] = maybe { .string($0.pick(["travel", "staff"])) }
    object[once(in: 2) ? "spentOn" : "periodEnd"] = .string(day())
    return object
  }
}
