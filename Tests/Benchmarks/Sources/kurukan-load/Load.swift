import CEpoll
import Glibc

/// The run: one thread, all connections in one epoll, each given new calls as soon as it has answers.
struct Load {
  private let options: LoadOptions
  private let requests: FindingRequests
  private let poller: Int32
  private var connections: [LoadConnection] = []
  private var outcomes: Outcomes
  private var nextRequest = 0
  private var started: UInt64 = 0
  private var ended: UInt64 = 0

  init(options: LoadOptions, requests: FindingRequests) throws {
    self.options = options
    self.requests = requests
    outcomes = Outcomes(count: requests.count)
    poller = epoll_create1(0)
    guard poller >= 0 else { throw LoadFault.system("epoll_create1") }
  }

  /// Connects and authenticates every connection, and submits what the findings need.
  mutating func open(token: String, preparing records: [String]) throws {
    for index in 0..<options.connections {
      var connection = try LoadConnection(port: options.port, usesTLS: options.usesTLS)
      let answer = try connection.call("kurukan.v1.Session/Authenticate", "{\"token\":\"\(token)\"}")
      guard answer.contains("\"result\"") else { throw LoadFault("not authenticated: \(answer)") }
      for record in index == 0 ? records : [] {
        let answer = try connection.call("kurukan.v1.Records/Submit", record)
        guard answer.contains("\"result\"") else { throw LoadFault("not prepared: \(answer)") }
      }
      if options.streams { try connection.send(FindingRequests.streamBeginning) }
      try connection.makeNonBlocking()
      var event = epoll_event()
      event.events = EPOLLIN.rawValue | EPOLLOUT.rawValue | EPOLLET.rawValue
      event.data.u64 = UInt64(index)
      guard epoll_ctl(poller, EPOLL_CTL_ADD, connection.descriptor, &event) == 0 else {
        throw LoadFault.system("epoll_ctl")
      }
      connections.append(connection)
    }
  }

  /// Sends every request and takes every answer.
  mutating func run() throws {
    started = now()
    let deadline = started + UInt64(options.seconds) * 1_000_000_000
    var events = [epoll_event](repeating: epoll_event(), count: connections.count)
    for index in connections.indices { try advance(index) }
    while outcomes.answered < requests.count {
      let count = epoll_wait(poller, &events, Int32(events.count), 1_000)
      guard count >= 0 || errno == EINTR else { throw LoadFault.system("epoll_wait") }
      for event in events[..<max(0, Int(count))] { try look(Int(event.data.u64)) }
      guard now() < deadline else {
        throw LoadFault("\(outcomes.answered) of \(requests.count) answers in \(options.seconds) s")
      }
    }
    ended = now()
  }

  var summary: LoadSummary {
    LoadSummary(
      outcomes: outcomes, seconds: Double(ended - started) / 1e9,
      bytesPerRecord: requests.bytes.count / requests.count)
  }

  /// Edge-triggered: reads until there is nothing, then sends.
  private mutating func look(_ index: Int) throws {
    let time = now()
    var settled = StreamedCounts(connections[index])
    let before = outcomes.answered
    while try connections[index].receive({ line in
      if options.streams { settled.take(line) } else { outcomes.take(line, at: time) }
    }) {}
    if options.streams { outcomes.take(settled, of: &connections[index], at: time) }
    connections[index].openCalls -= outcomes.answered - before
    try advance(index)
  }

  /// Gives a connection the next calls, as many as it may have open.
  private mutating func advance(_ index: Int) throws {
    let room = options.depth - connections[index].openCalls
    let batch = min(room, requests.count - nextRequest)
    if batch > 0, connections[index].unsent.isEmpty {
      let time = now()
      for request in nextRequest..<nextRequest + batch { outcomes.noteStart(of: request, at: time) }
      connections[index].unsent = requests.starts[nextRequest]..<requests.starts[nextRequest + batch]
      connections[index].openCalls += batch
      if options.streams { connections[index].items += nextRequest..<nextRequest + batch }
      nextRequest += batch
    }
    try requests.bytes.withUnsafeBufferPointer { try connections[index].flush($0) }
  }
}
