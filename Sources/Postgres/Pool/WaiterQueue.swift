/// Callers in the order of their coming, any of whom may leave.
struct WaiterQueue {
  private var deadlines: [UInt64: Duration] = [:]
  /// Those who left stay in the order until they come to its front.
  private var order: [UInt64] = []
  private var head = 0

  var count: Int { deadlines.count }
  var isEmpty: Bool { deadlines.isEmpty }
  /// Not after the earliest deadline of anybody who waits; exact after `removeExpired`.
  var earliestDeadline: Duration? { isEmpty ? nil : bound }
  private var bound: Duration = .zero

  mutating func append(_ waiter: UInt64, deadline: Duration) {
    bound = isEmpty ? deadline : min(bound, deadline)
    deadlines[waiter] = deadline
    order.append(waiter)
  }

  mutating func remove(_ waiter: UInt64) -> Bool {
    defer { compact() }
    return deadlines.removeValue(forKey: waiter) != nil
  }

  mutating func popFirst() -> UInt64? {
    defer { compact() }
    while head < order.count {
      let waiter = order[head]
      head += 1
      if deadlines.removeValue(forKey: waiter) != nil { return waiter }
    }
    return nil
  }

  /// Takes out those whose deadline has come, in their order.
  mutating func removeExpired(_ now: Duration) -> [UInt64] {
    guard let earliestDeadline, earliestDeadline <= now else { return [] }
    var expired: [UInt64] = []
    for waiter in order[head...] {
      guard let deadline = deadlines[waiter], deadline <= now else { continue }
      deadlines[waiter] = nil
      expired.append(waiter)
    }
    bound = deadlines.values.min() ?? .zero
    compact()
    return expired
  }

  private mutating func compact() {
    // Twice the living at most, so that the cost of a removal stays constant on average.
    guard order.count > 64, order.count > 2 * deadlines.count + 64 || head > order.count / 2 else { return }
    order = order[head...].filter { deadlines[$0] != nil }
    head = 0
  }
}

/// The small generator of Steele, Lea and Flood (2014); a seed gives the same numbers everywhere.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
