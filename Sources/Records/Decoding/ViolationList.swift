/// The faults found so far, at most ``RecordLimits/violations`` and at most one per path from cross checks.
struct ViolationList {
  private(set) var violations: [Violation] = []

  var isEmpty: Bool { violations.isEmpty }

  var isFull: Bool { violations.count >= RecordLimits.violations }

  mutating func add(_ violation: Violation) {
    if !isFull { violations.append(violation) }
  }

  /// Adds what cross checks found, unless reading already found a fault at the same place.
  mutating func add(crossChecks found: [Violation]) {
    guard !found.isEmpty else { return }
    let known = Set(violations.map(\.path))
    for violation in found where !known.contains(violation.path) { add(violation) }
  }
}
