import Violations

/// The faults found so far, at most ``RecordLimits/violations``.
struct FaultList {
  private(set) var violations: [FieldViolation] = []

  var isEmpty: Bool { violations.isEmpty }

  var isFull: Bool { violations.count >= RecordLimits.violations }

  mutating func add(_ violation: @autoclosure () -> FieldViolation) {
    if !isFull { violations.append(violation()) }
  }
}
