import CReportPlugin

/// The worker behind the plugin contract's callbacks.
final class CallbackHost: ComposingHost {
  private let host: UnsafePointer<kurukan_host>

  init(_ host: UnsafePointer<kurukan_host>) { self.host = host }

  var isCancelled: Bool { host.pointee.is_cancelled(host.pointee.context) != 0 }

  func withNextLine<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result? {
    var line = kurukan_bytes(bytes: nil, count: 0)
    switch host.pointee.next_input(host.pointee.context, &line) {
    case 1: return try body(UnsafeRawBufferPointer(start: line.bytes, count: line.count))
    case 0: return nil
    default: throw Self.stopped
    }
  }

  func emit(_ line: [UInt8]) throws {
    // Block lines come with their newline; the contract is without.
    let count = line.last == 0x0A ? line.count - 1 : line.count
    let answer = line.withUnsafeBufferPointer { buffer in
      host.pointee.emit(host.pointee.context, kurukan_bytes(bytes: buffer.baseAddress, count: count))
    }
    guard answer == 0 else { throw Self.stopped }
  }

  func emitBytes(_ bytes: [UInt8]) throws {
    guard host.pointee.size >= MemoryLayout<kurukan_host>.size else {
      throw PluginFault(.stopped, "This server takes no documents of a format's own yet.")
    }
    let answer = bytes.withUnsafeBufferPointer { buffer in
      host.pointee.emit_bytes(
        host.pointee.context, kurukan_bytes(bytes: buffer.baseAddress, count: buffer.count))
    }
    guard answer == 0 else { throw Self.stopped }
  }

  func diagnose(_ json: [UInt8]) throws {
    let answer = json.withUnsafeBufferPointer { buffer in
      host.pointee.diagnose(
        host.pointee.context, kurukan_bytes(bytes: buffer.baseAddress, count: buffer.count))
    }
    guard answer == 0 else { throw Self.stopped }
  }

  func progress(_ fraction: Double) { host.pointee.progress(host.pointee.context, fraction) }

  private static let stopped = PluginFault(.stopped, "Nobody waits for the report any more.")
}
