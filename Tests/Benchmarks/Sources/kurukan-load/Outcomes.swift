import Glibc

/// What became of every call.
struct Outcomes {
  private(set) var answered = 0
  private(set) var created = 0
  private(set) var duplicate = 0
  private(set) var errors = 0
  private(set) var firstFault: String?
  /// Nanoseconds: when a call was sent, then how long it took.
  private(set) var times: [UInt64]

  init(count: Int) { times = [UInt64](repeating: 0, count: count) }

  mutating func noteStart(of request: Int, at time: UInt64) { times[request] = time }

  /// Takes an answer line, `{"id":7,"result":{…,"outcome":"created"}}`.
  mutating func take(_ line: UnsafeBufferPointer<UInt8>, at time: UInt64) {
    answered += 1
    if let id = Self.id(line), times.indices.contains(id) { times[id] = time - times[id] }
    if Self.contains(line, "\"outcome\":\"created\"") {
      created += 1
    } else if Self.contains(line, "\"outcome\":\"duplicate\"") {
      duplicate += 1
    } else {
      errors += 1
      firstFault = firstFault ?? String(decoding: line, as: UTF8.self)
    }
  }

  /// Takes what a stream's connection was told.
  mutating func take(_ counts: StreamedCounts, of connection: inout LoadConnection, at time: UInt64) {
    for item in connection.items[connection.acknowledged..<counts.acknowledged] { times[item] = time - times[item] }
    answered += counts.acknowledged - connection.acknowledged
    created += counts.created - connection.created
    duplicate += (counts.acknowledged - connection.acknowledged) - (counts.created - connection.created)
    (connection.acknowledged, connection.created) = (counts.acknowledged, counts.created)
    guard let fault = counts.fault else { return }
    errors += 1
    firstFault = firstFault ?? fault
  }

  private static func id(_ line: UnsafeBufferPointer<UInt8>) -> Int? {
    let prefix = 6  // {"id":
    var number = 0
    var digits = 0
    for byte in line.dropFirst(prefix) {
      guard (48...57).contains(byte), digits < 9 else { break }
      number = number * 10 + Int(byte - 48)
      digits += 1
    }
    return digits > 0 ? number : nil
  }

  /// Whether a line holds a text; by bytes, since making strings would cost more than the server's answer.
  private static func contains(_ line: UnsafeBufferPointer<UInt8>, _ text: StaticString) -> Bool {
    let last = line.count - text.utf8CodeUnitCount
    guard let base = line.baseAddress, last >= 0 else { return false }
    return (0...last).reversed().contains { memcmp(base + $0, text.utf8Start, text.utf8CodeUnitCount) == 0 }
  }
}

/// How far a stream is acknowledged, as its last message says.
struct StreamedCounts {
  private(set) var acknowledged: Int
  private(set) var created: Int
  /// A line that is no acknowledgement.
  private(set) var fault: String?

  init(_ connection: LoadConnection) { (acknowledged, created) = (connection.acknowledged, connection.created) }

  /// Takes a line, `{"id":1,"item":{"acknowledged":256,"created":256,…}}`.
  mutating func take(_ line: UnsafeBufferPointer<UInt8>) {
    // Findings name people who are not there, which is told beside.
    guard !line.starts(with: "{\"id\":1,\"item\":{\"warned\":".utf8) else { return }
    let numbers = String(decoding: line, as: UTF8.self).split { !$0.isNumber }.compactMap { Int($0) }
    let isAcknowledgement = line.starts(with: "{\"id\":1,\"item\":{\"acknowledged\":".utf8)
    guard isAcknowledgement, numbers.count >= 3 else {
      fault = fault ?? String(decoding: line, as: UTF8.self)
      return
    }
    (acknowledged, created) = (numbers[1], numbers[2])
  }
}

/// The figures of a run.
struct LoadSummary {
  let outcomes: Outcomes
  let seconds: Double
  let bytesPerRecord: Int

  var errors: Int { outcomes.errors }
  var firstFault: String? { outcomes.firstFault }

  var line: String {
    let sorted = outcomes.times.sorted()
    let fields = [
      "records=\(outcomes.answered)", "seconds=\(Self.text(seconds))",
      "rate=\(Int(Double(outcomes.answered) / seconds))",
      "p50_ms=\(Self.milliseconds(sorted, 0.50))", "p99_ms=\(Self.milliseconds(sorted, 0.99))",
      "max_ms=\(Self.milliseconds(sorted, 1))", "created=\(outcomes.created)",
      "duplicate=\(outcomes.duplicate)", "errors=\(errors)", "bytes=\(bytesPerRecord)",
    ]
    return fields.joined(separator: " ")
  }

  private static func milliseconds(_ sorted: [UInt64], _ part: Double) -> String {
    guard !sorted.isEmpty else { return "0" }
    let place = min(sorted.count - 1, Int(Double(sorted.count) * part))
    return text(Double(sorted[place]) / 1e6)
  }

  private static func text(_ value: Double) -> String {
    let thousandths = Int((value * 1_000).rounded())
    let fraction = String(thousandths % 1_000)
    return "\(thousandths / 1_000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }
}
