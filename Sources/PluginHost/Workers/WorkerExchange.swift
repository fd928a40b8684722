import JSONBytes
import LineRPC
import Synchronization

/// What passes between the tasks of one rendering and the thread that serves its worker. Every buffer is
/// bounded.
final class WorkerExchange: Sendable {
  private struct State {
    var input: [UInt8] = []
    var inputIsOver = false
    var inputIsClosed = false
    var inputWaiters: [CheckedContinuation<Void, Never>] = []

    var output: [[UInt8]] = []
    var outputBytes = 0
    var outputIsOver = false
    var outputWaiter: CheckedContinuation<Void, Never>?

    var progress: Double?
    var diagnostics: [JSONValue] = []
    var eventsAreOver = false
    var eventWaiter: CheckedContinuation<Void, Never>?

    var end: WorkerEnd?
    var endWaiter: CheckedContinuation<Void, Never>?

    mutating func takeOutputWaiter() -> CheckedContinuation<Void, Never>? {
      defer { outputWaiter = nil }
      return outputWaiter
    }

    mutating func takeEventWaiter() -> CheckedContinuation<Void, Never>? {
      defer { eventWaiter = nil }
      return eventWaiter
    }
  }

  /// Bytes to which pieces of the report are gathered, so that a worker that writes byte by byte costs no
  /// more.
  private static let gatheredBytes = 64 << 10

  private let state = Mutex(State())
  private let limits: PluginHostLimits
  private let wake: @Sendable () -> Void

  init(limits: PluginHostLimits, wake: @escaping @Sendable () -> Void) {
    self.limits = limits
    self.wake = wake
  }

  // MARK: - For the rendering's tasks

  /// Hands over one line; suspends while too much waits.
  func sendInput(_ line: [UInt8]) async throws {
    while true {
      let isTaken = try state.withLock { state throws -> Bool in
        guard !state.inputIsClosed else { throw InputClosed() }
        guard state.input.isEmpty || state.input.count + line.count <= limits.inputBufferBytes else {
          return false
        }
        state.input.append(contentsOf: line)
        // The thread looks for more by itself as long as it has something to send.
        if state.input.count == line.count { wake() }
        return true
      }
      if isTaken { return }
      await withCheckedContinuation { waiter in
        let isNeedless = state.withLock { state -> Bool in
          guard !state.input.isEmpty, !state.inputIsClosed else { return true }
          state.inputWaiters.append(waiter)
          return false
        }
        if isNeedless { waiter.resume() }
      }
    }
  }

  /// Says that no more lines come.
  func finishInput() {
    state.withLock { $0.inputIsOver = true }
    wake()
  }

  /// Whether a line was or would be refused.
  var inputIsClosed: Bool { state.withLock { $0.inputIsClosed } }

  /// The next piece of the report; nil after the last one, and after a fault.
  func nextOutput() async -> [UInt8]? {
    while true {
      let (piece, isOver) = state.withLock { state -> ([UInt8]?, Bool) in
        guard !state.output.isEmpty else { return (nil, state.outputIsOver) }
        let wasFull = state.outputBytes >= limits.outputBufferBytes
        let piece = state.output.removeFirst()
        state.outputBytes -= piece.count
        if wasFull, state.outputBytes < limits.outputBufferBytes { wake() }
        return (piece, false)
      }
      if piece != nil || isOver { return piece }
      await withCheckedContinuation { waiter in
        let isNeedless = state.withLock { state -> Bool in
          guard state.output.isEmpty, !state.outputIsOver else { return true }
          state.outputWaiter = waiter
          return false
        }
        if isNeedless { waiter.resume() }
      }
    }
  }

  /// The next event; nil after the last one.
  func nextEvent() async -> RenderEvent? {
    while true {
      let (event, isOver) = state.withLock { state -> (RenderEvent?, Bool) in
        if !state.diagnostics.isEmpty { return (.diagnostic(state.diagnostics.removeFirst()), false) }
        if let progress = state.progress {
          state.progress = nil
          return (.progress(progress), false)
        }
        return (nil, state.eventsAreOver)
      }
      if event != nil || isOver { return event }
      await withCheckedContinuation { waiter in
        let isNeedless = state.withLock { state -> Bool in
          guard state.diagnostics.isEmpty, state.progress == nil, !state.eventsAreOver else { return true }
          state.eventWaiter = waiter
          return false
        }
        if isNeedless { waiter.resume() }
      }
    }
  }

  /// How the worker ended; returns once it has, and nothing of it is left.
  func waitForEnd() async -> WorkerEnd {
    while true {
      if let end = state.withLock({ $0.end }) { return end }
      await withCheckedContinuation { waiter in
        let isNeedless = state.withLock { state -> Bool in
          guard state.end == nil else { return true }
          state.endWaiter = waiter
          return false
        }
        if isNeedless { waiter.resume() }
      }
    }
  }

  // MARK: - For the thread that serves the worker

  /// Takes all lines that wait; `isOver` if there will be no more.
  func takeInput() -> (lines: [UInt8], isOver: Bool) {
    let (lines, isOver, waiters) = state.withLock { state in
      let lines = state.input
      let waiters = state.inputWaiters
      state.input = []
      state.inputWaiters = []
      return (lines, state.inputIsOver, waiters)
    }
    for waiter in waiters { waiter.resume() }
    return (lines, isOver)
  }

  /// Whether lines wait, or their end.
  var hasInput: Bool { state.withLock { !$0.input.isEmpty || $0.inputIsOver } }

  /// Refuses all further lines.
  func closeInput() {
    let waiters = state.withLock { state in
      let waiters = state.inputWaiters
      state.inputIsClosed = true
      state.input = []
      state.inputWaiters = []
      return waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Whether another piece of the report may be read from the worker.
  var wantsOutput: Bool { state.withLock { $0.outputBytes < limits.outputBufferBytes } }

  func deliver(output piece: [UInt8]) {
    let waiter = state.withLock { state in
      let last = state.output.count - 1
      if last >= 0, state.output[last].count + piece.count <= Self.gatheredBytes {
        state.output[last].append(contentsOf: piece)
      } else {
        state.output.append(piece)
      }
      state.outputBytes += piece.count
      return state.takeOutputWaiter()
    }
    waiter?.resume()
  }

  func deliver(_ event: RenderEvent) {
    let waiter = state.withLock { state in
      switch event {
      case .progress(let fraction): state.progress = fraction
      case .diagnostic(let diagnostic): state.diagnostics.append(diagnostic)
      }
      return state.takeEventWaiter()
    }
    waiter?.resume()
  }

  /// Ends everything. After a fault, what of the report has not been taken is dropped.
  func finish(_ end: WorkerEnd) {
    let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      var waiters = state.inputWaiters
      state.inputIsClosed = true
      state.input = []
      state.inputWaiters = []
      if end.fault != nil {
        state.output = []
        state.outputBytes = 0
      }
      state.outputIsOver = true
      state.eventsAreOver = true
      state.end = end
      waiters += [state.takeOutputWaiter(), state.takeEventWaiter(), state.endWaiter].compactMap(\.self)
      state.endWaiter = nil
      return waiters
    }
    for waiter in waiters { waiter.resume() }
  }
}

/// How a worker ended.
struct WorkerEnd: Sendable {
  /// Why there is no usable answer; nil if there is one.
  var fault: Status?
  /// What is wrong with an answer that counts other bytes than were sent. Whoever takes them looks at them first.
  var miscount: Status?
  /// The worker's answer.
  var result: JSONValue = .null
  /// From the worker's start to the report's first bytes.
  var firstByteMilliseconds = 0.0
  /// From the worker's start to its end.
  var milliseconds = 0.0
}
