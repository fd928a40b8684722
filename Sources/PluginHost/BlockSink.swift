import LineRPC
import ReportDocument
import Synchronization
import Violations

/// Where a writer's blocks go.
public final class BlockSink: Sendable {
  private let exchange: WorkerExchange
  private let splitter = Mutex(LineSplitter(limit: DocumentLimits.lineBytes))

  init(exchange: WorkerExchange) { self.exchange = exchange }

  /// Sends block lines, cut anywhere. Suspends while the writer is behind.
  ///
  /// - Throws: ``InputClosed``; let it through, the rendering knows whether that is a fault.
  public func send(_ piece: [UInt8]) async throws {
    let lines = splitter.withLock { splitter in
      var copy = splitter
      var lines: [UInt8] = []
      lines.reserveCapacity(piece.count + piece.count / 8)
      _ = piece.withUnsafeBytes { bytes in
        copy.take(bytes) { found in
          if case .line(let line) = found {
            lines += "{\"id\":1,\"item\":".utf8
            lines += line
            lines += "}\n".utf8
          }
          return true
        }
      }
      splitter = copy
      return lines
    }
    if !lines.isEmpty { try await exchange.sendInput(lines) }
  }

  /// Says that there are no more.
  func finish() async throws {
    guard splitter.withLock({ $0.heldBytes }) == 0 else {
      throw Status(.unexpected, "The last block line that was kept has no end.")
    }
  }
}
