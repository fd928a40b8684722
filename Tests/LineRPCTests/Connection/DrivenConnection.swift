import JSONBytes
import Testing
import Violations

@testable import LineRPC

/// A connection machine with a clock that is set by hand and a client whose reading is, too.
struct DrivenConnection {
  var machine: ConnectionMachine
  private(set) var now: ContinuousClock.Instant
  /// The answers that have left, in their order.
  private(set) var lines: [JSONValue] = []
  /// Bytes that were handed on and are not yet written.
  private(set) var handed: [Int] = []
  private(set) var step = ConnectionOutput.Step.wait
  /// All actions so far, added up.
  private(set) var actions = ConnectionActions()
  private var last: [CallID: CallReference] = [:]

  static let linger: Duration = .seconds(2)

  /// - Parameter isKnown: whether a valid credential has come.
  init(isKnown: Bool = true, _ change: (inout LineLimits) -> Void = { _ in }) {
    var limits = LineLimits()
    change(&limits)
    let now = ContinuousClock.now
    self.now = now
    machine = ConnectionMachine(limits: limits, linger: Self.linger, at: now)
    machine.standing(isKnown: isKnown, pressure: [])
  }

  /// What the answers say: `id reason` or `id result` or `id item`.
  var said: [String] { lines.map(Self.words) }

  static func words(_ line: JSONValue) -> String {
    let id = line["id"].map { $0 == .null ? "null" : $0.text } ?? "?"
    if line["result"] != nil { return "\(id) result" }
    if line["item"] != nil { return "\(id) item" }
    return "\(id) \(line["error"]?["reason"]?.string ?? "?")"
  }

  mutating func note(_ new: ConnectionActions) { actions.add(new) }

  // MARK: - Events

  @discardableResult
  mutating func begin(
    _ id: Int, _ manner: CallManner = .single, bytes: Int = 0, within time: Duration? = nil, isJSONRPC: Bool = false
  ) -> CallReference? {
    let start = CallStart(
      id: CallID(id), isJSONRPC: isJSONRPC, method: "t.Test/Call", params: .absent, authorization: nil, timeout: nil,
      traceparent: nil, language: .english)
    let (call, actions) = machine.begin(
      CallBeginning(
        start, requestID: "r\(id)", requestBytes: bytes, deadline: time.map { now + $0 }, manner: manner))
    note(actions)
    if let call { last[call.id] = call }
    return call
  }

  /// The call that began last with that id, if one did.
  func begun(_ id: Int) -> CallReference? { last[CallID(id)] }

  /// The call that began last with that id.
  func call(_ id: Int) throws -> CallReference { try #require(begun(id)) }

  mutating func end(_ id: Int, _ status: Status? = nil) throws {
    note(machine.end(try call(id), status.map { .failure($0) } ?? .success(Array("{}".utf8))))
  }

  mutating func succeed(_ id: Int, _ json: [UInt8]) throws {
    note(machine.end(try call(id), .success(json)))
  }

  mutating func tell(_ event: (inout ConnectionMachine, ContinuousClock.Instant) -> ConnectionActions) {
    note(event(&machine, now))
  }

  mutating func pass(_ time: Duration) {
    now += time
    note(machine.tick(at: now))
  }

  /// Looks, and lets the client read the oldest pieces, all of them by default.
  mutating func look(reading count: Int = .max, hasUnreadBytes: Bool = false) throws {
    try takeOutput(hasUnreadBytes)
    var count = count
    while count > 0, !handed.isEmpty {
      count -= 1
      note(machine.written(handed.removeFirst(), at: now))
      try takeOutput(hasUnreadBytes)
    }
  }

  private mutating func takeOutput(_ hasUnreadBytes: Bool) throws {
    let output = machine.look(hasUnreadBytes: hasUnreadBytes, at: now)
    step = output.step
    note(output.actions)
    for piece in output.pieces {
      handed.append(piece.count)
      try #require(piece.last == 0x0A, "a piece ends inside a line")
      for line in piece.split(separator: 0x0A) { lines.append(try JSONValue(parsing: Array(line))) }
    }
  }
}

/// What is known of a line that begins so and is too long.
func beginning(_ text: String) -> LineBeginning { Array(text.utf8).withUnsafeBytes { LineBeginning($0) } }
