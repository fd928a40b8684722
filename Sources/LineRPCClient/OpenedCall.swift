import LineRPC
import NIOCore
import Violations

/// A call that has not ended, as its client keeps it.
struct OpenedCall {
  /// Whom the answer goes to.
  enum Receiver {
    case caller(CheckedContinuation<Result<[UInt8], CallFailure>, Never>)
    case stream(StreamBuffer)
  }

  /// What the call is to begin with.
  struct Start {
    let method: String
    let params: [UInt8]
    let options: CallOptions
    let sendsItems: Bool
    let deadline: ContinuousClock.Instant?

    init(_ method: String, _ params: [UInt8], _ options: CallOptions, sendsItems: Bool = false) {
      self.method = method
      self.params = params
      self.options = options
      self.sendsItems = sendsItems
      deadline = options.timeout.map { .now + $0 }
    }

    /// The line that begins the call. The time that the call has waited for a place is part of its timeout.
    func line(_ id: CallID) -> [UInt8] {
      var options = options
      options.timeout = deadline.map { max(.milliseconds(1), $0 - .now) }
      var line: [UInt8] = []
      line.reserveCapacity(params.count + 256)
      ClientFrame.appendCall(method, params: params, id: id, options: options, to: &line)
      return line
    }
  }

  let receiver: Receiver
  let sendsItems: Bool
  let timer: Scheduled<Void>?
  /// What the call is to begin with; nil once that is on its way.
  var start: Start?
  /// Whether the server has shown that it has begun the call.
  var isKnownToRun = false

  /// Whether a line that the server could not read may have been the call's.
  var mayHaveLostALine: Bool { start == nil && (sendsItems || !isKnownToRun) }

  /// Ends the call.
  func end(_ outcome: Result<[UInt8], Status>) {
    timer?.cancel()
    switch receiver {
    case .caller(let continuation):
      continuation.resume(returning: outcome.mapError { CallFailure(status: $0, wasSent: start == nil) })
    case .stream(let buffer): _ = buffer.add(outcome.map { .result($0) })
    }
  }
}
