import JSONBytes
import LineRPC
import Synchronization
import TestSupport

/// Takes a stream's items as `kurukan.v1.Records/SubmitStream` does, stores each once whatever comes twice, and breaks
/// off where its dice say: after what was read, stored, told or acknowledged.
final class ModelIntake: Sendable {
  private struct Guarded {
    var dice: Dice
    var faults: Int
    var stored: [Int64] = []
    var calls = 0
  }

  /// Ways to break off.
  private enum Fault: CaseIterable {
    case close, closeAfterStoring, closeAfterTelling, closeOutput, babble, drain, lastLine, databaseUnreachable
  }

  private let guarded: Mutex<Guarded>

  /// Items that the client has under way at most: then no more come, and it waits for an acknowledgement.
  private let window: Int

  init(seed: Int, faults: Int, window: Int) {
    guarded = Mutex(Guarded(dice: Dice(seed: UInt64(seed)), faults: faults))
    self.window = window
  }

  /// What was stored, in the order in which it was.
  var stored: [Int64] { guarded.withLock { $0.stored } }
  /// Calls that were begun.
  var calls: Int { guarded.withLock { $0.calls } }
  /// Faults that are still to come.
  var faults: Int { guarded.withLock { $0.faults } }

  /// Serves every client until the task is cancelled.
  func serve(_ server: ScriptedServer) async {
    await withTaskGroup { group in
      while let connection = try? await server.connection() {
        group.addTask {
          try? await self.serve(connection)
          await connection.close()
        }
      }
    }
  }

  private func serve(_ connection: ScriptedConnection) async throws {
    var (id, index, counts) = ("", Int64(0), [String: Int64]())
    var pending: [JSONValue] = []
    while let line = await connection.line() {
      let request = try JSONValue(parsing: Array(line.utf8))
      if request["method"] != nil {
        id = request["id"]?.text ?? ""
        index = request["params"]?["firstIndex"]?.integer ?? 0
        counts = [:]
        guarded.withLock { $0.calls += 1 }
      }
      if let item = request["item"] { pending.append(item) }
      let isEnd = request["end"] == true
      let fault = nextFault()
      if fault == .close { return }
      guard isEnd || fault != nil || pending.count == window || roll(8) else { continue }
      var lines = settle(&pending, id, &index, &counts)
      if fault == .closeAfterStoring { return }
      try await connection.send(lines: lines)
      lines = []
      if fault == .closeAfterTelling { return }
      let members = counts.map { ",\"\($0)\":\($1)" }.joined()
      let acknowledgement = "{\"acknowledged\":\(index)\(members)}"
      lines.append(#"{"id":\#(id),"\#(isEnd && fault == nil ? "result" : "item")":\#(acknowledgement)}"#)
      if roll(4) { lines.append(lines[0]) }
      switch fault {
      case nil, .close, .closeAfterStoring, .closeAfterTelling: break
      case .closeOutput: break
      case .babble: lines.append("What?")
      case .drain: lines.append(Self.error(id, "DRAINING", index))
      case .databaseUnreachable: lines = [Self.error(id, "DATABASE_UNREACHABLE", index)]
      case .lastLine: lines.append(Self.error("null", "DRAINING", nil))
      }
      try await connection.send(lines: lines)
      switch fault {
      case .closeOutput, .babble, .lastLine:
        try? await connection.closeOutput()
        while await connection.line() != nil {}
        return
      case .drain: return
      // The connection goes on, and so do the lines of the call that has ended.
      case .databaseUnreachable: while let line = await connection.line(), !line.contains("method") {}
      default: break
      }
      if fault == .databaseUnreachable { return }
    }
  }

  private func settle(
    _ pending: inout [JSONValue], _ id: String, _ index: inout Int64, _ counts: inout [String: Int64]
  ) -> [String] {
    defer { pending = [] }
    var lines: [String] = []
    for item in pending {
      if item["bad"] == true {
        let error = #"{"status":"INVALID_ARGUMENT","reason":"RECORD_INVALID","message":"m"}"#
        lines.append(#"{"id":\#(id),"item":{"rejected":{"index":\#(index),"error":\#(error)}}}"#)
        counts["rejected", default: 0] += 1
      } else {
        counts[store(item["n"]?.integer ?? -1) ? "created" : "duplicates", default: 0] += 1
        if item["odd"] == true {
          lines.append(#"{"id":\#(id),"item":{"warned":{"index":\#(index),"warnings":[]}}}"#)
        }
      }
      index += 1
    }
    return lines
  }

  private func store(_ number: Int64) -> Bool {
    guarded.withLock { state in
      guard !state.stored.contains(number) else { return false }
      state.stored.append(number)
      return true
    }
  }

  private func nextFault() -> Fault? {
    guarded.withLock { state in
      guard state.faults > 0, state.dice.once(in: 12) else { return nil }
      state.faults -= 1
      return state.dice.pick(Fault.allCases)
    }
  }

  private func roll(_ times: Int) -> Bool { guarded.withLock { $0.dice.once(in: times) } }

  private static func error(_ id: String, _ reason: String, _ resumeFrom: Int64?) -> String {
    let resume = resumeFrom.map { ",\"resumeFrom\":\($0)" } ?? ""
    return #"{"id":\#(id),"error":{"status":"UNAVAILABLE","reason":"\#(reason)","message":"m"\#(resume)}}"#
  }
}

extension ScriptedConnection {
  func send(lines: [String]) async throws {
    guard !lines.isEmpty else { return }
    try await send(bytes: Array(lines.map { $0 + "\n" }.joined().utf8))
  }
}
