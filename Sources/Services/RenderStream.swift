import FoundationEssentials
import JSONBytes
import LineRPC
import MethodCatalogue
import PluginHost
import Synchronization

/// A rendering's bytes and events as messages of a stream. Bytes are gathered into chunks of one size.
final class RenderStream: Sendable {
  /// Bytes of a chunk before base64, which makes a line of about 64 KiB.
  static let chunkBytes = 48 << 10

  private struct State {
    var pending: [UInt8] = []
    var offset = 0
  }

  private let writer: ResponseWriter
  private let state: Mutex<State>

  /// A stream whose first byte is the one at `offset`.
  init(_ writer: ResponseWriter, from offset: Int = 0) {
    self.writer = writer
    state = Mutex(State(offset: offset))
  }

  /// Passes progress and diagnostics on. A client that is gone is noticed by ``send(_:)``.
  func tell(_ event: RenderEvent) async {
    var json = JSONWriter()
    json.beginObject()
    switch event {
    case .progress(let fraction):
      json.key("progress")
      json.number(fraction)
    case .diagnostic(let diagnostic): json.member("diagnostic", diagnostic)
    }
    json.endObject()
    try? await writer.write(json.bytes)
  }

  /// Takes bytes of the report; returns when whole chunks of them have gone out.
  func send(_ bytes: [UInt8]) async throws {
    let chunks = state.withLock { state -> [(offset: Int, bytes: ArraySlice<UInt8>)] in
      state.pending += bytes
      var chunks: [(offset: Int, bytes: ArraySlice<UInt8>)] = []
      while state.pending.count >= Self.chunkBytes {
        chunks.append((state.offset, ArraySlice(Array(state.pending.prefix(Self.chunkBytes)))))
        state.pending.removeFirst(Self.chunkBytes)
        state.offset += Self.chunkBytes
      }
      return chunks
    }
    for chunk in chunks { try await write(chunk.bytes, at: chunk.offset) }
  }

  /// Sends what is left.
  func finish() async throws {
    let (rest, offset) = state.withLock { state in
      defer { state.pending = [] }
      return (state.pending, state.offset)
    }
    if !rest.isEmpty { try await write(rest[...], at: offset) }
  }

  private func write(_ bytes: ArraySlice<UInt8>, at offset: Int) async throws {
    var json = JSONWriter(capacity: bytes.count * 4 / 3 + 64)
    json.beginObject()
    json.member("offset", offset)
    json.member("chunk", Data(bytes).base64EncodedString())
    json.endObject()
    try await writer.write(json.bytes)
  }
}
