import JSONBytes
import Postgres
import RecordStore
import Records
import TestSupport

/// A walk through submissions and reviews in generated order, with the model beside the store.
struct LevelWalk {
  let fixture: StoreFixture
  private(set) var model = LevelModel()
  private var dice: Dice
  private var serial = 0
  private var last: [LevelModel.Identity: JSONValue] = [:]
  private(set) var steps: [String] = []
  /// The keys of the records that it submits and reviews, and of those that they hang on.
  private let (keys, parentKeys): ([String], [String])
  /// What a record says beside its level and what it hangs on, by its kind and the number of its revision.
  private let more: @Sendable (String, Int) -> JSONObject

  init(
    _ fixture: StoreFixture, seed: UInt64, keys: [String] = ["a", "b"], parentKeys: [String] = ["a", "b"],
    more: @escaping @Sendable (String, Int) -> JSONObject = { _, _ in [:] }
  ) {
    self.fixture = fixture
    dice = Dice(seed: seed)
    (self.keys, self.parentKeys) = (keys, parentKeys)
    self.more = more
  }

  private mutating func identity() -> LevelModel.Identity {
    LevelModel.Identity(kind: dice.pick(LevelledKind.all).name, key: dice.pick(keys))
  }

  /// A new revision of a record, and what it is of.
  private mutating func revision(of identity: LevelModel.Identity) -> JSONValue {
    let kind = KindCatalogue.standard.kind(identity.kind)!
    let own = dice.once(in: 2) ? .public : dice.pick(ConfidentialityLevel.allCases)
    var parents: [(field: String, key: String, kind: String)] = []
    for field in kind.levelReferences where field.isRequired || !dice.once(in: 3) {
      // One that never arrives, now and then.
      parents.append((field.name, dice.once(in: 8) ? "never" : dice.pick(parentKeys), field.type.reference!.kinds[0]))
    }
    serial += 1
    model.submit(
      identity, own: own, parents: parents.map { LevelModel.Identity(kind: $0.kind, key: $0.key) },
      serial: serial)
    let plain = LevelledKind.record(
      kind, identity.key, own: own, parents: parents.map { ($0.field, $0.key) }, note: "\(serial)")
    let record = merged(plain.object ?? [:], more(kind.name, serial))
    last[identity] = record
    steps.append("\(identity.kind) \(identity.key) \(own.code) \(parents.map { "\($0.field) \($0.key)" })")
    return record
  }

  /// One submission or review; the level that the submitter was told, if it was one.
  mutating func step() async throws -> (told: ConfidentialityLevel, wanted: ConfidentialityLevel)? {
    let identity = identity()
    if model.revisions(of: identity) > 0, dice.once(in: 2) {
      try await review(identity)
      return nil
    }
    if let record = last[identity], dice.once(in: 5) {
      steps.append("\(identity.kind) \(identity.key) again")
      return (try await fixture.submit(record).effectiveLevel, model.level(of: identity))
    }
    let answer = try await fixture.submit(revision(of: identity))
    return (answer.effectiveLevel, model.level(of: identity))
  }

  private mutating func review(_ identity: LevelModel.Identity) async throws {
    let decision = dice.pick([ReviewDecision.validate, .validate, .validate, .return, .publish])
    let outcome = try await fixture.review(
      decision, KindCatalogue.standard.kind(identity.kind)!, identity.key, revision: model.revisions(of: identity))
    steps.append("\(identity.kind) \(identity.key) \(decision) \(outcome)")
    if outcome == .done { model.review(identity, isValidated: decision != .return) }
  }

  /// New revisions of many records, parents and children among them, at once through both writers.
  mutating func burst() async throws {
    let identities = Set((0..<8).map { _ in identity() }).sorted { ($0.kind, $0.key) < ($1.kind, $1.key) }
    var records: [JSONValue] = []
    for identity in identities { records.append(revision(of: identity)) }
    steps.append("— at once")
    let (fixture, shuffled) = (fixture, records.shuffled(using: &dice))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for record in shuffled { group.addTask { try await fixture.submit(record) } }
      try await group.waitForAll()
    }
  }

  /// Where the store has other levels than the model, in current rows and in those that reports use.
  func differences(_ connection: Connection) async throws -> [String] {
    try await Self.differences(model, connection)
  }

  static func differences(_ model: LevelModel, _ connection: Connection) async throws -> [String] {
    var differences: [String] = []
    for kind in LevelledKind.all {
      let rows = try await connection.query(
        """
        SELECT key, revision, effective_level, false FROM \(identifier: kind.name)
        UNION ALL SELECT key, revision, effective_level, true FROM \(identifier: kind.name + "_reportable")
        """)
      for row in rows.rows {
        let (key, revision, level, isReported) = try row.decode((String, Int, Int16, Bool).self)
        let identity = LevelModel.Identity(kind: kind.name, key: key)
        let wanted = (isReported ? model.reported(identity) : model.revisions(of: identity), model.level(of: identity))
        if wanted != (revision, ConfidentialityLevel(rawValue: level)) {
          differences.append(
            "\(kind.name) \(key) \(isReported ? "in reports" : "") \(revision) \(level), not \(wanted)")
        }
      }
    }
    return differences
  }
}
