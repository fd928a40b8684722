import Violations

/// The faults found so far, at most ``RecordLimits/violations``.
struct FaultList {
  private(set) var violations: [FieldViolation] = []

  var isEmpty: Bool { violations.isEmpty }

  var isFull: Bool { violations.count >= RecordLimits.violations }

  mutating func add(_ violation: @autoclosure () -> FieldViolation) {
    if !isFull { violations.append(violation()) }
  }

  /// Adds what rules between fields found, unless reading already found a fault at the same place or above it.
  mutating func add(fromRules found: [FieldViolation]) {
    let known = Set(violations.map(\.path))
    for violation in found where !known.contains(violation.path) { add(violation) }
  }
}
