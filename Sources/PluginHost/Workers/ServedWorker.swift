import CLinux
import Glibc
import JSONBytes
import LineRPC
import Violations

/// What a worker is started for.
struct WorkerOrder: Sendable {
  /// The path of the worker's program.
  var program: String
  /// Whether it confines itself as far as a kernel without Landlock can.
  var withoutLandlock: Bool
  /// The plugin's or the medium's name, for messages.
  var plugin: String
  /// The one call that it is to answer.
  var method: String
  var params: [UInt8]
  /// What it loads; nil if it runs no foreign code.
  var image: PluginImage?
  var deadline: ContinuousClock.Instant
  /// The W3C trace that the call belongs to.
  var traceparent: String?
  /// What its program is told beside what all workers are.
  var arguments: [String] = []
  /// Memory of its own measure; nil for that of all workers.
  var addressSpaceBytes: Int?
  var dataBytes: Int?
}

/// One worker as the reactor's thread sees it, from its start until it has been collected.
final class ServedWorker {
  static let entryCount = 4
  private static let readBytes = 64 << 10
  /// Reads of one descriptor before the others have their turn.
  private static let readsPerTurn = 4
  /// How long a killed worker may take before it is killed again.
  private static let killInterval = Duration.seconds(1)

  let exchange: WorkerExchange
  private let order: WorkerOrder
  private let limits: PluginHostLimits
  private let clock = ContinuousClock()
  private let started: ContinuousClock.Instant
  private var process: kurukan_worker_process
  private var deadline: ContinuousClock.Instant
  private var answer: WorkerAnswer

  private var sending: [UInt8]
  private var sent = 0
  private var hasSentEnd = false

  private var outputCount = 0
  private var firstByte: ContinuousClock.Instant?
  private var printed = LastWords()

  private var fault: Status?
  private var isLingering = false
  private var exitStatus: Int32?
  private(set) var isOver = false

  /// Starts a worker; nil, with the exchange told, if that fails.
  static func start(
    _ order: WorkerOrder, _ exchange: WorkerExchange, _ limits: PluginHostLimits
  ) -> ServedWorker? {
    var process = kurukan_worker_process()
    var kernelLimits = kurukan_worker_limits(
      address_space_bytes: UInt64(order.addressSpaceBytes ?? limits.addressSpaceBytes),
      data_bytes: UInt64(order.dataBytes ?? limits.dataBytes),
      processor_seconds: UInt64(limits.processorSeconds), open_files: UInt64(limits.openFiles))
    let started = ContinuousClock().now
    let arguments =
      [order.program, KURUKAN_WORKER_ARGUMENT] + (order.withoutLandlock ? [KURUKAN_WORKER_WITHOUT_LANDLOCK] : [])
      + order.arguments
    let answer = WorkerEnvironment.withPointers { environment in
      WorkerEnvironment.withPointers(arguments) { arguments in
        kurukan_spawn_worker(
          order.program, arguments, environment, order.image?.descriptor ?? -1, &kernelLimits, &process)
      }
    }
    guard answer == 0 else {
      let why = "The worker \(order.program) cannot be started: \(SystemFault.last)."
      exchange.finish(WorkerEnd(fault: Status(.unexpected, "\(why)")))
      return nil
    }
    return ServedWorker(order, exchange, limits, process, started)
  }

  private init(
    _ order: WorkerOrder, _ exchange: WorkerExchange, _ limits: PluginHostLimits,
    _ process: kurukan_worker_process, _ started: ContinuousClock.Instant
  ) {
    self.order = order
    self.exchange = exchange
    self.limits = limits
    self.process = process
    self.started = started
    deadline = order.deadline
    answer = WorkerAnswer(plugin: order.plugin)
    sending = []
    ClientFrame.appendCall(
      order.method, params: order.params, id: WorkerAnswer.callID,
      options: CallOptions(traceparent: order.traceparent), to: &sending)
  }

  /// Ends the worker for the given reason, which then is the rendering's fault if it is the first.
  func kill(_ reason: Status) {
    if fault == nil { fault = reason }
    if exitStatus == nil { _ = Glibc.kill(-process.process, SIGKILL) }
    // Nobody wants the rest of it.
    closeDescriptor(&process.output)
    exchange.closeInput()
    deadline = clock.now + Self.killInterval
  }

  /// Tells how the worker ended, once it has been collected and its report has been read.
  func settle() {
    if !isOver, exitStatus != nil, process.output < 0 { conclude() }
  }

  // MARK: - The loop's turn

  func appendEntries(to entries: inout [pollfd]) {
    let wantsOutput = exchange.wantsOutput
    var controlEvents = Int16(POLLIN)
    if hasSomethingToSend { controlEvents |= Int16(POLLOUT) }
    entries.append(pollfd(fd: process.control, events: controlEvents, revents: 0))
    entries.append(pollfd(fd: wantsOutput ? process.output : -1, events: Int16(POLLIN), revents: 0))
    entries.append(pollfd(fd: process.errors, events: Int16(POLLIN), revents: 0))
    entries.append(pollfd(fd: process.process_descriptor, events: Int16(POLLIN), revents: 0))
  }

  /// Milliseconds until the deadline, rounded up.
  var millisecondsLeft: Int32 {
    let (seconds, attoseconds) = clock.now.duration(to: deadline).components
    guard seconds >= 0, attoseconds >= 0 else { return 0 }
    guard seconds < 60 else { return 60_000 }
    return Int32(seconds) * 1_000 + Int32(attoseconds / 1_000_000_000_000_000) + 1
  }

  func serve(_ entries: ArraySlice<pollfd>) {
    let ready = entries.map { Int32($0.revents) }
    if ready[2] != 0 { readErrors() }
    if ready[0] & ~Int32(POLLOUT) != 0 { readControl() }
    if ready[0] & Int32(POLLOUT) != 0 { sendInput() }
    if ready[1] != 0 { readOutput() }
    if ready[3] != 0 { collect() }
    if clock.now >= deadline { kill(deadlineFault) }
    settle()
  }

  private var hasSomethingToSend: Bool {
    guard process.control >= 0, !hasSentEnd || sent < sending.count else { return false }
    return sent < sending.count || exchange.hasInput
  }

  private var deadlineFault: Status {
    isLingering
      ? Status(
        .pluginProtocol,
        Wording(
          en: "The worker of \(order.plugin) did not end after its answer.",
          fr: "Le processus de \(order.plugin) ne s’est pas terminé après sa réponse."))
      : Status(
        .deadlineExceeded,
        Wording(
          en: "\(order.plugin) did not finish in time; its worker was ended.",
          fr: "\(order.plugin) n’a pas fini à temps ; il a été mis fin à son processus."))
  }

  // MARK: - Descriptors

  private func sendInput() {
    if sent == sending.count {
      guard !hasSentEnd else { return }
      let (lines, isOver) = exchange.takeInput()
      sending = lines
      sent = 0
      // Lines that came before the end was said are among these: both were taken at once.
      if isOver {
        hasSentEnd = true
        sending += "{\"id\":\(WorkerAnswer.callID),\"end\":true}\n".utf8
      }
    }
    guard sent < sending.count else { return }
    let count = sending.withUnsafeBytes { bytes in
      let rest = UnsafeRawBufferPointer(rebasing: bytes[sent...])
      return send(process.control, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
    }
    if count > 0 {
      sent += count
    } else if count < 0, errno != EAGAIN, errno != EINTR {
      // The worker has hung up; what it said before is still to be read.
      stopSending()
    }
  }

  private func stopSending() {
    hasSentEnd = true
    sending = []
    sent = 0
    exchange.closeInput()
  }

  private func readControl() {
    read(&process.control) { bytes in
      for event in answer.take(bytes) { exchange.deliver(event) }
      return answer.fault == nil
    } atEnd: {
      linger()
    }
    if let fault = answer.fault { kill(fault) }
    if answer.isComplete {
      stopSending()
      linger()
    }
  }

  private func readOutput() {
    read(&process.output) { bytes in
      outputCount += bytes.count
      if firstByte == nil { firstByte = clock.now }
      if fault == nil { exchange.deliver(output: Array(bytes)) }
      return outputCount <= limits.outputBytes && exchange.wantsOutput
    }
    if outputCount > limits.outputBytes {
      kill(
        Status(
          .renderingLimit,
          Wording(
            en: "The report of \(order.plugin) has more than \(limits.outputBytes) bytes.",
            fr: "Le rapport de \(order.plugin) compte plus de \(limits.outputBytes) octets.")))
    }
  }

  private func readErrors() {
    read(&process.errors) { bytes in
      printed.append(bytes)
      return printed.count <= limits.printedBytes
    }
    if printed.count > limits.printedBytes {
      kill(
        Status(
          .renderingLimit,
          Wording(
            en: "\(order.plugin) printed more than \(limits.printedBytes) bytes.",
            fr: "\(order.plugin) a affiché plus de \(limits.printedBytes) octets.")))
      closeDescriptor(&process.errors)
    }
  }

  /// Reads what is there, a few pieces at most; `body` returns whether to go on.
  private func read(
    _ descriptor: inout Int32, _ body: (UnsafeRawBufferPointer) -> Bool, atEnd: () -> Void = {}
  ) {
    guard descriptor >= 0 else { return }
    let number = descriptor
    var isAtEnd = false
    withUnsafeTemporaryAllocation(byteCount: Self.readBytes, alignment: 16) { buffer in
      for _ in 0..<Self.readsPerTurn {
        let count = Glibc.read(number, buffer.baseAddress, buffer.count)
        if count > 0 {
          guard body(UnsafeRawBufferPointer(rebasing: buffer[..<count])) else { return }
          if count < buffer.count { return }
        } else if count < 0, errno == EINTR {
          continue
        } else {
          isAtEnd = count == 0 || errno != EAGAIN
          return
        }
      }
    }
    guard isAtEnd else { return }
    closeDescriptor(&descriptor)
    atEnd()
  }

  private func closeDescriptor(_ descriptor: inout Int32) {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }

  // MARK: - The end

  /// From now on the worker has little time left.
  private func linger() {
    guard !isLingering else { return }
    isLingering = true
    deadline = min(deadline, clock.now + .milliseconds(limits.lingerMilliseconds))
  }

  private func collect() {
    guard exitStatus == nil else { return }
    var status: Int32 = 0
    switch kurukan_collect_worker(process.process, &status) {
    case 0: return
    case 1: exitStatus = status
    // Somebody else has collected our child: how it ended will never be known.
    default: exitStatus = -1
    }
    closeDescriptor(&process.process_descriptor)
    exchange.closeInput()
    // What is left to do is the reader's: its pace is bounded by the rendering's own deadline only.
    isLingering = false
    deadline = order.deadline
  }

  private func conclude() {
    // What the worker said last may still stand in the pipes.
    isOver = true
    readErrors()
    readControl()
    closeDescriptor(&process.control)
    closeDescriptor(&process.output)
    closeDescriptor(&process.errors)
    closeDescriptor(&process.process_descriptor)
    let now = clock.now
    let finding = WorkerFinding(
      order: order, limits: limits, exitStatus: exitStatus ?? -1, answer: answer, outputCount: outputCount,
      lastWords: printed.text)
    exchange.finish(
      WorkerEnd(
        fault: fault ?? finding.fault, miscount: finding.miscount, result: answer.result ?? .null,
        firstByteMilliseconds: Self.milliseconds(started, firstByte ?? now),
        milliseconds: Self.milliseconds(started, now)))
  }

  private static func milliseconds(
    _ from: ContinuousClock.Instant, _ to: ContinuousClock.Instant
  ) -> Double {
    from.duration(to: to) / .milliseconds(1)
  }
}
