public import JSONBytes

/// The worker reads no more inputs: it has finished without them, or it has failed. Stop sending.
public struct InputClosed: Error, Sendable {
  /// Nobody reads any more.
  public init() {}
}

/// Where a rendering's inputs go, in the order in which the report's queries stand.
public struct InputSink: Sendable {
  let exchange: WorkerExchange
  let digest: InputDigest

  /// Sends one row, which must be one JSON object. Suspends while the worker is behind.
  ///
  /// - Throws: ``InputClosed``; let it through, the rendering knows whether that is a fault.
  public func send(_ row: some Collection<UInt8> & Sendable, to input: String) async throws {
    var line = Self.head(input)
    line.reserveCapacity(line.count + row.count + 16)
    line.append(contentsOf: ",\"row\":".utf8)
    let start = line.count
    line.append(contentsOf: row)
    // A line break in JSON is white space; on the wire it would end the line.
    for index in start..<line.count where line[index] == 0x0A { line[index] = 0x20 }
    line.append(contentsOf: "}}\n".utf8)
    digest.take(line)
    try await exchange.sendInput(line)
  }

  /// Sends one row.
  public func send(_ row: JSONValue, to input: String) async throws {
    try await send(row.bytes, to: input)
  }

  /// Ends an input; every input is ended, those without rows too.
  public func end(_ input: String) async throws {
    let line = Self.head(input) + ",\"end\":true}}\n".utf8
    digest.take(line)
    try await exchange.sendInput(line)
  }

  private static func head(_ input: String) -> [UInt8] {
    Array("{\"id\":1,\"item\":{\"input\":".utf8) + JSONValue.string(input).bytes
  }
}
