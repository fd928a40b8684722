import JSONBytes
import Records

/// Which level a set of records has, told from the records alone, in whatever order they came.
///
/// What any revision since the last validated one asks for holds, of the record itself and of all that it hangs on. What
/// has not arrived is confidential, but for a revision that was replaced before anybody validated it.
struct LevelModel {
  struct Identity: Hashable {
    let kind: String
    let key: String
  }

  struct Revision {
    var own: ConfidentialityLevel
    var parents: [Identity]
    /// The number that its sender gave it.
    var serial: Int
    var isValidated = false
  }

  private(set) var records: [Identity: [Revision]] = [:]

  mutating func submit(_ identity: Identity, own: ConfidentialityLevel, parents: [Identity], serial: Int) {
    records[identity, default: []].append(Revision(own: own, parents: parents, serial: serial))
  }

  /// The same with what others know of other records.
  func merged(with other: LevelModel) -> LevelModel {
    var both = self
    both.records.merge(other.records) { mine, _ in mine }
    return both
  }

  mutating func review(_ identity: Identity, isValidated: Bool) {
    guard let count = records[identity]?.count else { return }
    records[identity]?[count - 1].isValidated = isValidated
  }

  func revisions(of identity: Identity) -> Int { records[identity]?.count ?? 0 }

  /// The revision that reports use, if there is one.
  func reported(_ identity: Identity) -> Int? {
    records[identity]?.lastIndex(where: \.isValidated).map { $0 + 1 }
  }

  /// The level; confidential for a record that has not arrived.
  func level(of identity: Identity) -> ConfidentialityLevel {
    guard let revisions = records[identity] else { return .confidential }
    let first = revisions.lastIndex(where: \.isValidated) ?? 0
    var levels: [ConfidentialityLevel] = []
    for (index, revision) in revisions.enumerated() where index >= first {
      let counts = revision.isValidated || index == revisions.count - 1
      levels.append(revision.own)
      levels += revision.parents.filter { counts || records[$0] != nil }.map(level)
    }
    return levels.max() ?? .confidential
  }
}

/// The kinds along whose references levels flow, with the least that a record of each must say.
enum LevelledKind {
  static let all: [RecordKind] = KindCatalogue.standard.kinds.filter { kind in
    !kind.levelReferences.isEmpty || parents.contains(kind.name)
  }

  private static let parents = Set(
    KindCatalogue.standard.kinds.flatMap { $0.levelReferences.flatMap { $0.type.reference?.kinds ?? [] } })

  private static let members: [String: JSONObject] = [
    "engagement": ["engagementType": "training", "title": "Formation", "startsOn": "2024-01-01"],
    "assignment": ["assignmentType": "financial_audit", "title": "Audit"],
    "finding": ["origin": "desk_review", "title": "Constat", "statement": "Un constat.", "theme": "political"],
    "response": ["recommendation": "r", "organisation": "mdac", "position": "no_response"],
    "follow_up": ["recommendation": "r", "asOf": "2024-05-01", "status": "in_progress"],
    "story": ["title": "Récit", "change": "Un changement.", "consentBasis": "none"],
    "action_item": ["action": "Agir.", "status": "not_started"],
  ]

  static func record(
    _ kind: RecordKind, _ key: String, own: ConfidentialityLevel, parents: [(field: String, key: String)], note: String
  ) -> JSONValue {
    var object: JSONObject = [
      "kind": .string(kind.name), "programme": "p", "key": .string(key), "confidentiality": .string(own.code),
      "note": .string(note),
    ]
    for parent in parents { object[parent.field] = .string(parent.key) }
    return merged(object, members[kind.name] ?? [:])
  }
}
