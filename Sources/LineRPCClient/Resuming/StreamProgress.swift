import LineRPC

/// How far a stream has come that may take several calls. Pure.
///
/// What it promises, however often a call ends before its time: every item is sent until it is settled, no reject and no
/// warning is told twice, and what is acknowledged never goes back.
struct StreamProgress: Sendable {
  /// Every item below is settled for good.
  private(set) var acknowledged: Int
  /// Every item below was given to the present call.
  private(set) var sent: Int
  private var totalsBefore = StreamTotals()
  private var totalsOfCall = StreamTotals()
  /// Items not acknowledged whose reject, or warnings, were told.
  private var rejected: Set<Int> = []
  private var warned: Set<Int> = []

  init(firstIndex: Int) {
    acknowledged = firstIndex
    sent = firstIndex
  }

  /// What became of all that is acknowledged.
  var totals: StreamTotals { totalsBefore + totalsOfCall }

  /// Whether every item that was sent is settled.
  var isAllSettled: Bool { acknowledged == sent }

  /// Items that were told and may be told again: no more than are not acknowledged.
  var remembered: Int { rejected.count + warned.count }

  /// A call begins, from the first item that is not settled.
  mutating func begin() {
    totalsBefore = totals
    totalsOfCall = StreamTotals()
    sent = acknowledged
  }

  /// The next item is given to the call.
  mutating func willSend() { sent += 1 }

  /// Takes what the server says; what is to be told of it, if it is news. Throws if it cannot be true.
  mutating func take(_ message: SubmitStreamMessage) throws(Status) -> ResumingStreamEvent? {
    switch message {
    case .rejected(let index, let status):
      try check(index + 1)
      guard index >= acknowledged, rejected.insert(index).inserted else { return nil }
      return .rejected(index, status)
    case .warned(let index, let json):
      try check(index + 1)
      guard index >= acknowledged, warned.insert(index).inserted else { return nil }
      return .warned(index, json)
    case .acknowledged(let index, let totals):
      try check(index)
      guard index > acknowledged else { return nil }
      totalsOfCall = totals
      return acknowledge(index)
    }
  }

  /// Takes the index from which the server wants the stream resumed. It does not say what became of the items below that
  /// it has not acknowledged; those that were not rejected are stored, and would be duplicates if they were sent again.
  mutating func resume(from index: Int) throws(Status) -> ResumingStreamEvent? {
    try check(index)
    guard index > acknowledged else { return nil }
    let refused = rejected.count { $0 < index }
    totalsOfCall.rejected += refused
    totalsOfCall.duplicates += index - acknowledged - refused
    return acknowledge(index)
  }

  private mutating func acknowledge(_ index: Int) -> ResumingStreamEvent {
    acknowledged = index
    rejected = rejected.filter { $0 >= index }
    warned = warned.filter { $0 >= index }
    return .acknowledged(index, totals)
  }

  private func check(_ index: Int) throws(Status) {
    guard index <= sent else { throw .settledUnsent(index, sent: sent) }
  }
}
