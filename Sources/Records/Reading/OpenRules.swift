import Violations

/// The rules of one object that the fields which it has leave open. They are checked when the record is whole, and most
/// objects have none.
struct OpenRules: BitwiseCopyable {
  /// Where the object stands among the record's spans.
  var span: Int
  var plan: UnsafePointer<ReadingPlan>
  /// One bit for each rule's place.
  var rules: UInt64

  /// Checks them.
  ///
  /// - Parameters:
  ///   - day: the day whose rules hold; nil for today's.
  ///   - faulty: paths of values that were refused. Rules about them are not checked: what the sender meant is not known,
  ///     and one mistake would be told as several.
  func check(_ record: Record, on day: CalendarDate?, beside faulty: [String], _ faults: inout Rule.Faults) {
    guard let type = plan.pointee.type?.takeUnretainedValue() else { return }
    let object = RecordValue(record: record, place: span, plan: plan)
    var left = rules
    while left != 0 {
      let rule = type.rules[left.trailingZeroBitCount]
      left &= left - 1
      guard rule.holds(on: day) else { continue }
      if faulty.isEmpty || !Self.isAbout(faulty, rule, of: object) { rule.check(object, &faults) }
    }
  }

  /// Whether one of the paths is, or lies within, a field that a rule is about. Elements of a list are not meant: the
  /// others can be compared without them.
  private static func isAbout(_ paths: [String], _ rule: Rule, of object: RecordValue) -> Bool {
    let own = object.path
    let prefix = own.isEmpty ? "" : own + "."
    return rule.fields.contains { field in
      let place = prefix + field
      return paths.contains { $0 == place || $0.hasPrefix(place + ".") }
    }
  }
}

extension RecordDecoder {
  /// Notes an object's open rules before those of what is within it, which was read before it was whole.
  mutating func noteOpenRules(_ open: OpenRules) {
    openRules.append(open)
    var place = openRules.count - 1
    while place > 0, openRules[place - 1].span > open.span {
      openRules[place] = openRules[place - 1]
      place -= 1
    }
    openRules[place] = open
  }

  /// Checks the rules that objects left open.
  mutating func checkRules(of record: Record) {
    guard openRules.count > 0 else { return }
    let faulty = faults.violations.map(\.path)
    var found = Rule.Faults()
    for place in 0..<openRules.count { openRules[place].check(record, on: day, beside: faulty, &found) }
    for fault in found.violations { faults.add(fault) }
  }
}
