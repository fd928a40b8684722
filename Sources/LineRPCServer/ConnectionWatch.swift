import LineRPC
import NIOCore

/// Watches the clock for one connection: silence, and answers that nobody reads. On its event loop only.
struct ConnectionWatch {
  /// Looks per limit: a limit is kept to a quarter of itself.
  private static let looksPerLimit = 4

  private var lastActivity = NIODeadline.now()
  private var lastProgress = NIODeadline.now()
  private var piecesOut = 0
  private var timer: RepeatedTask?

  mutating func start(
    on eventLoop: any EventLoop, _ limits: LineLimits, _ look: @escaping @Sendable () -> Void
  ) {
    let shortest = max(1, min(limits.idleSeconds, limits.slowReaderSeconds))
    let interval = TimeAmount.milliseconds(Int64(shortest) * 1_000 / Int64(Self.looksPerLimit))
    timer = eventLoop.scheduleRepeatedTask(initialDelay: interval, delay: interval) { _ in look() }
  }

  mutating func stop() {
    timer?.cancel()
    timer = nil
  }

  /// The client sent something.
  mutating func noteActivity() { lastActivity = .now() }

  /// A piece was handed to the channel; the wait for the client begins, if it has not.
  mutating func noteOutput() {
    if piecesOut == 0 { lastProgress = .now() }
    piecesOut += 1
  }

  /// The client, or its kernel, took a piece; silence counts from here too.
  mutating func noteProgress() {
    lastProgress = .now()
    lastActivity = lastProgress
    piecesOut -= 1
  }

  func isIdle(_ limits: LineLimits) -> Bool {
    .now() - lastActivity >= .seconds(Int64(limits.idleSeconds))
  }

  func isStalled(_ limits: LineLimits) -> Bool {
    piecesOut > 0 && .now() - lastProgress >= .seconds(Int64(limits.slowReaderSeconds))
  }
}
