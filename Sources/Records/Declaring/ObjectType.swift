/// The fields of one JSON object and the rules between them.
public final class ObjectType: Sendable {
  /// The most fields of one object.
  public static let fieldLimit = 64
  /// The most rules between them.
  public static let ruleLimit = 64

  /// The fields, in the order in which documentation shows them.
  public let fields: [Field]
  /// What the fields must agree on.
  public let rules: [Rule]

  /// The fields in which keys of other records stand, themselves or within.
  let referencePlaces: [Int]
  nonisolated(unsafe) let plan: UnsafePointer<ReadingPlan>

  /// An object of these fields, at most ``fieldLimit``.
  public init(_ fields: [Field], rules: [Rule] = []) {
    precondition(fields.count <= Self.fieldLimit && Set(fields.map(\.name)).count == fields.count)
    precondition(rules.count <= Self.ruleLimit)
    self.fields = fields
    self.rules = rules
    referencePlaces = fields.indices.filter {
      fields[$0].type.reference != nil || fields[$0].type.objectType.map { !$0.referencePlaces.isEmpty } ?? false
    }
    let order = fields.indices.sorted { left, right in
      fields[left].name.utf8.lexicographicallyPrecedes(fields[right].name.utf8)
    }
    var rank = [UInt8](repeating: 0, count: fields.count)
    for (place, index) in order.enumerated() { rank[index] = UInt8(place) }
    let gates = rules.map { rule in
      ReadingPlan.RuleGate(given: Self.mask(rule.given, in: fields), missing: Self.mask(rule.missing, in: fields))
    }
    let memory = ReadingPlan.keep([ReadingPlan(fields, rank: rank, gates: gates)]).baseAddress.unsafelyUnwrapped
    plan = UnsafePointer(memory)
    memory.pointee.type = Unmanaged.passUnretained(self)
  }

  private static func mask(_ names: [StaticString], in fields: [Field]) -> UInt64 {
    names.reduce(0) { mask, name in
      guard let place = fields.firstIndex(where: { $0.name == name.description }) else {
        preconditionFailure("A rule names \(name), which is no field of its object.")
      }
      return mask | 1 << UInt64(place)
    }
  }

  /// The field of a name.
  public func field(_ name: String) -> Field? { fields.first { $0.name == name } }

  /// The place of the field of a name.
  func index(of name: StaticString) -> Int? { plan.pointee.index(of: name) }
}
