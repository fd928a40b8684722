/// The fields of one JSON object and the rules between them.
public final class ObjectType: Sendable {
  /// The most fields of one object.
  public static let fieldLimit = 64

  /// The fields, in the order in which documentation shows them.
  public let fields: [Field]
  /// What the fields must agree on.
  public let rules: [Rule]

  /// The fields in which keys of other records stand, themselves or within.
  let referencePlaces: [Int]
  /// The fields in which objects with rules stand, at any depth.
  let rulePlaces: [Int]
  /// When each rule need be checked, by the fields that are there.
  private let ruleConditions: [(given: UInt64, missing: UInt64)]
  nonisolated(unsafe) let plan: UnsafePointer<ReadingPlan>

  /// An object of these fields, at most ``fieldLimit``.
  public init(_ fields: [Field], rules: [Rule] = []) {
    precondition(fields.count <= Self.fieldLimit && Set(fields.map(\.name)).count == fields.count)
    self.fields = fields
    self.rules = rules
    referencePlaces = fields.indices.filter {
      fields[$0].type.reference != nil || fields[$0].type.objectType.map { !$0.referencePlaces.isEmpty } ?? false
    }
    rulePlaces = fields.indices.filter { fields[$0].type.objectType?.hasRules ?? false }
    ruleConditions = rules.map { rule in (Self.mask(rule.given, in: fields), Self.mask(rule.missing, in: fields)) }
    let order = fields.indices.sorted { left, right in
      fields[left].name.utf8.lexicographicallyPrecedes(fields[right].name.utf8)
    }
    var rank = [UInt8](repeating: 0, count: fields.count)
    for (place, index) in order.enumerated() { rank[index] = UInt8(place) }
    plan = UnsafePointer(ReadingPlan.keep([ReadingPlan(fields, rank: rank)]).baseAddress.unsafelyUnwrapped)
  }

  private static func mask(_ names: [StaticString], in fields: [Field]) -> UInt64 {
    names.reduce(0) { mask, name in
      guard let place = fields.firstIndex(where: { $0.name == name.description }) else {
        preconditionFailure("A rule names \(name), which is no field of its object.")
      }
      return mask | 1 << UInt64(place)
    }
  }

  /// Lends each rule that the fields which are there, one bit for each place, do not settle.
  func forEachOpenRule(_ present: UInt64, _ body: (Rule) -> Void) {
    for (place, condition) in ruleConditions.enumerated()
    where present & condition.given == condition.given && present & condition.missing == 0 {
      body(rules[place])
    }
  }

  /// The field of a name.
  public func field(_ name: String) -> Field? { fields.first { $0.name == name } }

  /// Whether the object or one within it has rules.
  private var hasRules: Bool { !rules.isEmpty || !rulePlaces.isEmpty }

  /// The place of the field of a name.
  func index(of name: StaticString) -> Int? {
    plan.pointee.index(
      of: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount), startingAt: 0)
  }
}
