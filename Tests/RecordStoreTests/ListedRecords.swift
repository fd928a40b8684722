import Disclosure
import JSONBytes
import RecordStore
import Records
import TestSupport

/// What is asked of a listing.
struct ListingQuestion: CustomStringConvertible {
  let filter: RecordFilter
  let scope: AccessScope
  let order: RecordOrder

  init(_ dice: inout Dice) {
    let order: RecordOrder = dice.pick([.key, .key, .submittedAt, .severity])
    var filter = RecordFilter()
    if order == .severity || dice.once(in: 2) {
      filter.kind = order == .severity ? .finding : dice.pick([.finding, .risk, .lesson, .story])
    }
    if dice.once(in: 3) { filter.programme = dice.pick(["p", "q", "r", "unknown"]) }
    if dice.once(in: 2) {
      filter.reviewStatuses = dice.pick(dice.roll(1...2), of: ["submitted", "returned", "validated", "published"])
    }
    if dice.once(in: 3) { filter.levels = dice.pick(dice.roll(1...2), of: ConfidentialityLevel.allCases) }
    if dice.once(in: 3) { filter.submitter = dice.pick(["amina", "oumar", "nobody"]) }
    if filter.kind == .finding, dice.once(in: 2) { filter.columns["severity"] = ["critical", "low"] }
    self.filter = filter
    self.order = order
    let programmes: Set<String>? = dice.once(in: 2) ? nil : Set(dice.pick(dice.roll(1...2), of: ["p", "q", "r"]))
    scope = AccessScope(level: dice.pick(ConfidentialityLevel.allCases), programmes: programmes, records: .all)
  }

  var description: String { "\(filter) \(scope) \(order)" }
}

/// The records of some programmes, as a plain list.
struct ListedRecords {
  private struct Listed {
    let kind: String
    let programme: String
    let key: String
    var level: ConfidentialityLevel
    var severity: String?
    var revision = 1
    var status = "submitted"
    var submitter: String
    /// When the current revision came, counted in submissions.
    var turn: Int
  }

  private var records: [Listed] = []

  private static let programmes = ["p", "q", "r"]

  /// Submits, revises and reviews random records, and remembers what became of them.
  static func stored(by fixture: StoreFixture, seed: UInt64) async throws -> ListedRecords {
    var shelf = ListedRecords()
    var dice = Dice(seed: seed)
    for (turn, name) in programmes.enumerated() {
      if name != "p" {
        try await fixture.submit(
          merged(programme().object!, ["programme": .string(name), "key": .string(name)]))
      }
      shelf.records.append(
        Listed(
          kind: "programme", programme: name, key: name, level: .public, submitter: StoreFixture.submitter, turn: turn))
    }
    for turn in 3..<140 {
      let index = dice.once(in: 4) ? shelf.records.indices.dropFirst(3).randomElement(using: &dice) : nil
      var record =
        index.map { shelf.records[$0] }
        ?? Listed(
          kind: dice.pick(["finding", "risk", "lesson"]), programme: dice.pick(programmes),
          key: dice.pick(["a", "B", "a-", "a.", "Z", "0"]) + "\(turn)", level: .public, submitter: "", turn: turn)
      if index == nil {
        record.level = dice.pick(ConfidentialityLevel.allCases)
      } else {
        record.revision += 1
        record.status = "submitted"
      }
      record.submitter = dice.pick(["amina", "oumar"])
      record.turn = turn
      if record.kind == "finding" { record.severity = dice.once(in: 4) ? nil : dice.pick(severities) }
      try await fixture.submit(body(record, turn), as: record.submitter)
      for status in dice.pick([[], ["validated"], ["returned"], ["validated", "published"]]) {
        let decision = ["validated": ReviewDecision.validate, "published": .publish, "returned": .return][status]!
        let outcome = try await fixture.store.reviews.review(
          RecordIdentity(
            kind: KindCatalogue.standard.kind(record.kind)!, programme: record.programme, key: record.key),
          revision: record.revision, decision: decision, reason: status == "returned" ? "Précisez." : nil,
          by: StoreFixture.reviewer)
        guard outcome == .done else { break }
        record.status = status
      }
      if let index { shelf.records[index] = record } else { shelf.records.append(record) }
    }
    return shelf
  }

  private static let severities = ["critical", "high", "medium", "low", "info"]

  private static func body(_ record: Listed, _ turn: Int) -> JSONValue {
    let head: JSONObject = [
      "kind": .string(record.kind), "programme": .string(record.programme), "key": .string(record.key),
      "confidentiality": .string(record.level.code), "note": .string("Tour \(turn)."),
    ]
    switch record.kind {
    case "finding":
      var more: JSONObject = [
        "origin": "desk_review", "title": "Constat", "statement": "Un constat.", "theme": "external_audit",
      ]
      more["severity"] = record.severity.map(JSONValue.string)
      return merged(head, more)
    case "risk":
      return merged(
        head, ["title": "Risque", "description": "Un risque.", "category": "security", "status": "open"])
    default: return merged(head, ["title": "Leçon", "text": "Une leçon."])
    }
  }

  /// What a listing holds, in its order.
  func identities(_ question: ListingQuestion) -> [String] {
    let filter = question.filter
    let found = records.filter { record in
      (filter.kind.map { $0.name == record.kind } ?? true)
        && (filter.programme.map { $0 == record.programme } ?? true)
        && (question.scope.programmes?.contains(record.programme) ?? true)
        && record.level <= question.scope.level
        && (filter.reviewStatuses.isEmpty || filter.reviewStatuses.contains(record.status))
        && (filter.levels.isEmpty || filter.levels.contains(record.level))
        && (filter.submitter.map { $0 == record.submitter } ?? true)
        && (filter.columns["severity"].map { $0.contains(record.severity ?? "") } ?? true)
    }
    func place(_ record: Listed) -> (Int, String, Int, [UInt8]) {
      let rank =
        switch question.order {
        case .key: 0
        case .submittedAt: record.turn
        case .severity: record.severity.flatMap(Self.severities.firstIndex) ?? 9
        }
      return (
        rank, record.kind, Self.programmes.firstIndex(of: record.programme) ?? 9, Array(record.key.utf8)
      )
    }
    return found.sorted { left, right in
      let (one, other) = (place(left), place(right))
      if (one.0, one.1, one.2) != (other.0, other.1, other.2) {
        return (one.0, one.1, one.2) < (other.0, other.1, other.2)
      }
      return one.3.lexicographicallyPrecedes(other.3)
    }.map { "\($0.kind) \($0.programme) \($0.key) \($0.revision) \($0.status)" }
  }
}
