import CLinux
import CReportPlugin
import JSONBytes
import LineRPC
import Violations
import WorkerChannel

/// One report on its way from the plugin to the server, which checks what it is sent: nothing that runs beside a plugin
/// can be trusted.
///
/// What goes wrong in a callback cannot be thrown through the plugin, so the first fault is kept, the plugin
/// is told to stop, and the fault is thrown once it has returned.
final class Composing {
  /// Calls of a plugin that was told to stop, after which its process ends without waiting for it to return.
  private static let ignoredStops = 1_000

  private let plugin: LoadedPlugin
  private let request: [UInt8]
  private let control: ControlChannel
  private let output = OutputChannel()
  private var blockCount = 0
  private var raw = RawPieces()
  private var diagnosticCount = 0
  private var errors: [FieldViolation] = []
  private var lastProgress = -0.01
  private var fault: (any Error)?
  private var callsAfterFault = 0

  init(_ plugin: LoadedPlugin, request: [UInt8], _ control: ControlChannel) {
    self.plugin = plugin
    self.request = request
    self.control = control
  }

  /// Composes the report. Returns the result's JSON.
  func run() throws -> [UInt8] {
    let answer = withHostTable { host in plugin.compose(host, request: request) }
    if let fault { throw fault }
    guard errors.isEmpty else {
      throw Status(
        .reportRejected, "The format \(plugin.name) rejected the report: \(errors[0].message)",
        details: errors)
    }
    guard answer == 0 else {
      throw Status(.pluginProtocol, "compose of \(plugin.name) returned \(answer) without saying why.")
    }
    guard raw.isWhole else {
      throw Status(.pluginProtocol, "The last bytes of \(plugin.name) are no UTF-8.")
    }
    try output.flush()
    var result = JSONWriter()
    result.beginObject()
    result.member("blocks", blockCount)
    result.member("bytes", output.count)
    result.endObject()
    return result.bytes
  }

  // MARK: - Callbacks

  private func nextInput(_ line: UnsafeMutablePointer<kurukan_bytes>) -> Int32 {
    attempt {
      guard let item = try control.nextItem() else { return 0 }
      line.pointee = kurukan_bytes(bytes: item.baseAddress?.assumingMemoryBound(to: UInt8.self), count: item.count)
      return 1
    }
  }

  private func emit(_ bytes: kurukan_bytes) -> Int32 {
    attempt {
      blockCount += 1
      let block = UnsafeBufferPointer(start: bytes.bytes, count: bytes.count)
      guard !block.contains(0x0A) else {
        throw Status(.pluginProtocol, "Block \(blockCount) of \(plugin.name) is more than one line.")
      }
      try output.write(block)
      try output.write(CollectionOfOne(0x0A))
      return 0
    }
  }

  private func emitBytes(_ bytes: kurukan_bytes) -> Int32 {
    attempt {
      try raw.take(UnsafeBufferPointer(start: bytes.bytes, count: bytes.count)) { line in
        blockCount += 1
        try output.write(line)
      }
      return 0
    }
  }

  private func diagnose(_ bytes: kurukan_bytes) -> Int32 {
    attempt {
      diagnosticCount += 1
      guard diagnosticCount <= KURUKAN_WORKER_DIAGNOSTICS else {
        throw Status(
          .renderingLimit, "\(plugin.name) gave more than \(KURUKAN_WORKER_DIAGNOSTICS) diagnostics.")
      }
      guard let diagnostic = PluginDiagnostic(UnsafeBufferPointer(start: bytes.bytes, count: bytes.count))
      else {
        throw Status(
          .pluginProtocol, "Diagnostic \(diagnosticCount) of \(plugin.name) is not as the contract says.",
          hint: #"A diagnostic is {"severity":"error|warning|info","summary":"…"} with detail and path."#)
      }
      if diagnostic.isError {
        errors.append(FieldViolation(path: diagnostic.path ?? "", message: "\(diagnostic.summary)"))
      }
      try control.sendItem(diagnostic.frame)
      return 0
    }
  }

  private func progress(_ fraction: Double) {
    // One frame per hundredth is as much as anybody can see, and nobody wants to see it fall; NaN compares false.
    guard fraction <= 1, fraction >= lastProgress + 0.01 else { return }
    lastProgress = fraction
    _ = attempt {
      var writer = JSONWriter()
      writer.beginObject()
      writer.key("progress")
      writer.number(fraction)
      writer.endObject()
      try control.sendItem(writer.bytes)
      return 0
    }
  }

  private var isCancelled: Bool { fault != nil || control.isClosed }

  private func attempt(_ body: () throws -> Int32) -> Int32 {
    if let fault {
      callsAfterFault += 1
      if callsAfterFault > Self.ignoredStops { WorkerProcess.end(control, fault) }
      return -1
    }
    do {
      return try body()
    } catch {
      fault = error
      return -1
    }
  }

  private func withHostTable<Result>(_ body: (UnsafePointer<kurukan_host>) -> Result) -> Result {
    var host = kurukan_host(
      size: MemoryLayout<kurukan_host>.size, abi_version: UInt32(KURUKAN_ABI_VERSION),
      context: Unmanaged.passUnretained(self).toOpaque(),
      next_input: { context, line in Composing.of(context)?.nextInput(line) ?? -1 },
      emit: { context, block in Composing.of(context)?.emit(block) ?? -1 },
      diagnose: { context, json in Composing.of(context)?.diagnose(json) ?? -1 },
      progress: { context, fraction in Composing.of(context)?.progress(fraction) },
      is_cancelled: { context in Composing.of(context)?.isCancelled == false ? 0 : 1 },
      emit_bytes: { context, bytes in Composing.of(context)?.emitBytes(bytes) ?? -1 })
    return withExtendedLifetime(self) { withUnsafePointer(to: &host, body) }
  }

  /// The report behind a callback; nil if the plugin did not hand back the context that it was given.
  private static func of(_ context: UnsafeMutableRawPointer?) -> Composing? {
    context.map { Unmanaged<Composing>.fromOpaque($0).takeUnretainedValue() }
  }
}
