import Digests
import JSONBytes
import LineRPC
import ReportDocument
import Synchronization
import Violations

/// What a composer sends as blocks, checked line by line: beside a plugin nothing is to be trusted. What is taken is
/// spelled anew, so that the same blocks are the same bytes.
final class ComposedBlocks: Sendable {
  private struct State: ~Copyable {
    var splitter = LineSplitter(limit: DocumentLimits.lineBytes)
    var check = BlockStreamCheck()
    var hash = SHA256()
    var fault: Status?
  }

  private let plugin: String
  private let traces: IssuedTraces
  private let state = Mutex(State())

  init(plugin: String, traces: IssuedTraces = IssuedTraces()) {
    self.plugin = plugin
    self.traces = traces
  }

  /// Takes bytes; returns the block lines that they complete.
  func take(_ piece: [UInt8]) throws -> [UInt8] {
    try state.withLock { state in
      var splitter = state.splitter
      var lines: [UInt8] = []
      lines.reserveCapacity(piece.count)
      _ = piece.withUnsafeBytes { bytes in
        splitter.take(bytes) { found in
          do {
            guard case .line(let line) = found else {
              throw DocumentError(.limitExceeded, "A block line is longer than \(DocumentLimits.lineBytes) bytes.")
            }
            let block = try Block(line: line)
            try state.check.accept(block)
            try self.traces.check(block)
            lines += block.line
          } catch {
            state.fault = self.refused(error, at: state.check.blockCount + 1)
          }
          return state.fault == nil
        }
      }
      state.splitter = splitter
      if let fault = state.fault { throw fault }
      state.hash.update(lines)
      return lines
    }
  }

  /// Checks the report's end; returns how many blocks it has and their digest.
  func finish() throws -> (count: Int, sha256: String) {
    try state.withLock { state in
      guard state.splitter.heldBytes == 0 else {
        throw refused(
          DocumentError(.unfinished, "The last block line has no end."), at: state.check.blockCount + 1)
      }
      do {
        try state.check.finish()
      } catch {
        throw refused(error, at: state.check.blockCount)
      }
      return (state.check.blockCount, Hexadecimal.text(state.hash.digest))
    }
  }

  private func refused(_ error: any Error, at number: Int) -> Status {
    var status: Status
    if let error = error as? DocumentError {
      status = refused(error, at: number)
    } else {
      status = Status(.pluginProtocol, "Block \(number) of \(plugin) was refused: \(error)")
    }
    // The error quotes the block.
    status.logged = "Block \(number) of \(plugin) was refused."
    return status
  }

  private func refused(_ error: DocumentError, at number: Int) -> Status {
    Status(
      error.code == .limitExceeded ? .renderingLimit : .pluginProtocol,
      "Block \(number) of \(plugin) was refused (\(error.code)): \(error.message)",
      details: [FieldViolation(path: error.path, message: "\(error.message)")])
  }
}
