import Instruments
import LineRPC
import Synchronization

/// Figures of a server since its start.
public struct LineServerStatistics: Sendable, Equatable {
  /// Connections now open.
  public var connections = 0
  /// Connections accepted.
  public var connectionsAccepted = 0
  /// Connections that the server closed, for whichever reason but the end of all calls.
  public var connectionsRefused = 0
  /// Calls now running.
  public var callsRunning = 0
  /// Calls begun.
  public var callsBegun = 0
  /// Calls that ended with an error.
  public var callsFailed = 0
  /// Lines that were not a valid frame.
  public var linesRefused = 0
  /// JSON-RPC notifications, which are dropped.
  public var notificationsDropped = 0
  /// Bytes read.
  public var bytesRead = 0
  /// Bytes written.
  public var bytesWritten = 0
}

/// What all connections of a server share: the count of what runs, and the figures.
final class ServerLoad: Sendable {
  let connections = Atomic(0)
  let connectionsAccepted = Atomic(0)
  let connectionsRefused = Atomic(0)
  let callsFailed = Atomic(0)
  let linesRefused = Atomic(0)
  let notificationsDropped = Atomic(0)
  /// Bytes of answers that clients have not read.
  let unreadBytes = Atomic(0)
  /// Bytes of lines that have not come to their end.
  let lineBytes = Atomic(0)
  let bytesRead = Atomic(0)
  let bytesWritten = Atomic(0)

  /// Failures that the log names within ten seconds: while something is broken, every call fails, and each could be
  /// named.
  static let loggedFailures = 100
  private let failures = Mutex(LogPacer(linesPerInterval: ServerLoad.loggedFailures))

  private let limits: LineLimits
  private let runningCalls = Atomic(0)
  private let runningBytes = Atomic(0)
  private let callsBegun = Atomic(0)
  private let requestPrefix: String

  init(limits: LineLimits) {
    self.limits = limits
    requestPrefix = String(UInt32.random(in: 0..<(1 << 25)), radix: 36) + "-"
  }

  /// How many failures were not logged before this one; nil if this one is not to be either.
  func admitFailure(at now: ContinuousClock.Instant) -> Int? { failures.withLock { $0.admit(at: now) } }

  /// What all connections together hold too much of. Of requests already at half the limit: above the whole of it new
  /// calls are refused, and streams shall not bring that about.
  var pressure: ServerPressure {
    var pressure: ServerPressure = []
    if unreadBytes.load(ordering: .relaxed) > limits.answerBytesPerServer { pressure.insert(.answers) }
    if runningBytes.load(ordering: .relaxed) > limits.requestBytesPerServer / 2 { pressure.insert(.requests) }
    return pressure
  }

  /// Notes that a connection holds more or less of an unfinished line; returns whether all of them together hold more
  /// than one like it may add to.
  func holdLineBytes(_ change: Int, isKnown: Bool) -> Bool {
    let most = isKnown ? limits.lineBytesPerServer : limits.lineBytesForStrangers
    return lineBytes.add(change, ordering: .relaxed).newValue > most
  }

  /// Takes a place for a call with `bytes` of request; false if the server is full, or as full as strangers may make it.
  func admit(bytes: Int, isKnown: Bool) -> Bool {
    // A short call is how a stranger becomes known, whatever those who are known have at work.
    let isAdmitted = isKnown || bytes <= LineLimits.shortLineBytes
    let most = isAdmitted ? limits.requestBytesPerServer : limits.requestBytesForStrangers
    let calls = runningCalls.add(1, ordering: .relaxed).newValue
    let held = runningBytes.add(bytes, ordering: .relaxed).newValue
    guard calls <= limits.callsPerServer, held <= most else {
      release(calls: 1, bytes: bytes)
      return false
    }
    return true
  }

  /// Notes messages of streams that wait to be taken.
  func hold(bytes: Int) { runningBytes.add(bytes, ordering: .relaxed) }

  /// Gives places back.
  func release(calls: Int, bytes: Int) {
    runningCalls.subtract(calls, ordering: .relaxed)
    runningBytes.subtract(bytes, ordering: .relaxed)
  }

  /// A name for a call; at most 15 bytes in practice, which Swift stores without allocating.
  func nextRequestID() -> String {
    requestPrefix + String(callsBegun.add(1, ordering: .relaxed).newValue, radix: 36)
  }

  var statistics: LineServerStatistics {
    LineServerStatistics(
      connections: connections.load(ordering: .relaxed),
      connectionsAccepted: connectionsAccepted.load(ordering: .relaxed),
      connectionsRefused: connectionsRefused.load(ordering: .relaxed),
      callsRunning: runningCalls.load(ordering: .relaxed),
      callsBegun: callsBegun.load(ordering: .relaxed),
      callsFailed: callsFailed.load(ordering: .relaxed),
      linesRefused: linesRefused.load(ordering: .relaxed),
      notificationsDropped: notificationsDropped.load(ordering: .relaxed),
      bytesRead: bytesRead.load(ordering: .relaxed),
      bytesWritten: bytesWritten.load(ordering: .relaxed))
  }
}
