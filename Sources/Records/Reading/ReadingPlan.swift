/// An object's declaration laid out for reading: plain memory, so that no reference is counted for each byte read.
///
/// Made once for each ``ObjectType`` and, as declarations do, lives as long as the program.
struct ReadingPlan {
  /// One field.
  struct FieldPlan {
    var step: Step
    /// The key's place among the object's keys in canonical order.
    var rank: UInt8
    /// `"name":`
    var key: UnsafeBufferPointer<UInt8>
    /// The least value, as an integer.
    var lower: Int
    /// The longest text, the most elements, the greatest value.
    var upper: Int
    /// The object, or that of a list's elements.
    var object: UnsafePointer<ReadingPlan>?
    /// What a list's elements are.
    var element: UnsafePointer<FieldPlan>?
    /// A code's list.
    var codes: CodePlan?
    /// What is looked at seldom, or only for a fault.
    unowned(unsafe) var field: Field
  }

  /// When a rule need be checked, by the fields that are there: one bit for each field's place.
  struct RuleGate {
    /// Without all of these the rule holds.
    var given: UInt64
    /// With any of these it holds too.
    var missing: UInt64
  }

  /// How a value is read.
  enum Step: UInt8 {
    case text, string, formatted, key, protectedCode, code, date, partialDate, money, integer, number, boolean, object,
      list
  }

  /// A code list's codes.
  struct CodePlan {
    var prefixes: UnsafeBufferPointer<UInt64>
    var codes: UnsafePointer<StaticString>

    func contains(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
      guard let base = text.baseAddress else { return false }
      let prefix = BytePrefix.of(base, text.count)
      for index in prefixes.indices where prefixes[index] == prefix {
        let code = codes[index]
        if code.utf8CodeUnitCount == text.count, BytePrefix.areEqual(code.utf8Start, base, text.count) { return true }
      }
      return false
    }
  }

  let fields: UnsafeBufferPointer<FieldPlan>
  let required: UInt64
  private let prefixes: UnsafePointer<UInt64>
  private let lengths: UnsafePointer<Int>
  private let gates: UnsafeBufferPointer<RuleGate>
  /// The declaration itself, which sets this once it is made.
  var type: Unmanaged<ObjectType>?

  init(_ fields: [Field], rank: [UInt8], gates: [RuleGate]) {
    let plans = zip(fields, rank).map { field, rank in Self.plan(field, field.type, rank) }
    self.fields = UnsafeBufferPointer(Self.keep(plans))
    prefixes = UnsafePointer(
      Self.keep(fields.map { BytePrefix.of($0.key.utf8Start, $0.key.utf8CodeUnitCount) }).baseAddress.unsafelyUnwrapped)
    lengths = UnsafePointer(Self.keep(fields.map(\.key.utf8CodeUnitCount)).baseAddress.unsafelyUnwrapped)
    self.gates = UnsafeBufferPointer(Self.keep(gates))
    required = fields.indices.reduce(0) { $0 | (fields[$1].isRequired ? 1 << UInt64($1) : 0) }
  }

  /// The rules that the fields which are there leave open, one bit for each rule's place.
  func openRules(_ present: UInt64) -> UInt64 {
    var open: UInt64 = 0
    for place in gates.indices
    where present & gates[place].given == gates[place].given && present & gates[place].missing == 0 {
      open |= 1 &<< UInt64(truncatingIfNeeded: place)
    }
    return open
  }

  /// Senders mostly keep an order, so the search starts behind the field found last.
  func index(of key: UnsafeBufferPointer<UInt8>, startingAt start: Int) -> Int? {
    guard let base = key.baseAddress else { return nil }
    let prefix = BytePrefix.of(base, key.count)
    for index in start..<fields.count where matches(index, prefix, base, key.count) { return index }
    for index in 0..<min(start, fields.count) where matches(index, prefix, base, key.count) { return index }
    return nil
  }

  func index(of name: StaticString) -> Int? {
    index(of: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount), startingAt: 0)
  }

  @inline(__always)
  private func matches(_ index: Int, _ prefix: UInt64, _ key: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard prefixes[index] == prefix, lengths[index] == count else { return false }
    // The name stands between the quotes of the written key.
    return count <= BytePrefix.length
      || BytePrefix.areEqual(fields[index].key.baseAddress.unsafelyUnwrapped + 1, key, count)
  }

  private static func plan(_ field: Field, _ type: FieldType, _ rank: UInt8) -> FieldPlan {
    var plan = FieldPlan(
      step: .text, rank: rank, key: UnsafeBufferPointer(keep(Array("\"\(field.name)\":".utf8))), lower: 0, upper: 0,
      field: field)
    switch type {
    case .text(let limit): (plan.step, plan.upper) = (.text, limit)
    case .string(let limit): (plan.step, plan.upper) = (.string, limit)
    case .formatted: plan.step = .formatted
    case .key, .reference: plan.step = .key
    case .protectedCode: plan.step = .protectedCode
    case .code(let list):
      plan.step = .code
      plan.codes = list.plan
    case .date: plan.step = .date
    case .partialDate: plan.step = .partialDate
    case .money: plan.step = .money
    case .integer(let range): (plan.step, plan.lower, plan.upper) = (.integer, range.lowerBound, range.upperBound)
    case .number: plan.step = .number
    case .boolean: plan.step = .boolean
    case .object(let object):
      plan.step = .object
      plan.object = object.plan
    case .list(let element, let limit):
      (plan.step, plan.upper) = (.list, limit)
      plan.object = element.objectType?.plan
      plan.element = UnsafePointer(keep([self.plan(field, element, rank)]).baseAddress.unsafelyUnwrapped)
    }
    return plan
  }

  /// Memory for the rest of the program.
  static func keep<Element>(_ elements: [Element]) -> UnsafeMutableBufferPointer<Element> {
    let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: max(1, elements.count))
    return UnsafeMutableBufferPointer(rebasing: memory[..<memory.initialize(fromContentsOf: elements)])
  }
}

/// The first eight bytes of a name as one number, which decides almost every comparison.
enum BytePrefix {
  static let length = 8

  @inline(__always)
  static func of(_ base: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    let raw = UnsafeRawPointer(base)
    if count >= length { return raw.loadUnaligned(as: UInt64.self) }
    if count >= 4 {
      // Two halves, which overlap where there are fewer than eight bytes.
      let rest = UInt64(truncatingIfNeeded: count &- 4)
      return UInt64(raw.loadUnaligned(as: UInt32.self))
        | UInt64(raw.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)) &<< (8 &* rest)
    }
    var prefix: UInt64 = 0
    for index in 0..<count { prefix |= UInt64(base[index]) << (8 * UInt64(index)) }
    return prefix
  }

  /// Whether what follows the prefix is equal too.
  @inline(__always)
  static func areEqual(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var index = length
    while index < count {
      if left[index] != right[index] { return false }
      index += 1
    }
    return true
  }
}
