import CLinux
import CReportPlugin
import JSONBytes
import LineRPC
import ReportDocument
import ReportWriters
import Violations

/// One report on its way from the plugin's blocks to the medium's bytes.
///
/// What goes wrong in a callback cannot be thrown through the plugin, so the first fault is kept, the plugin
/// is told to stop, and the fault is thrown once it has returned.
final class Rendering {
  /// Calls of a plugin that was told to stop, after which its process ends without waiting for it to return.
  private static let ignoredStops = 1_000

  private let plugin: LoadedPlugin
  private let order: RenderOrder
  private let control: ControlChannel
  private let output = OutputChannel(descriptor: KURUKAN_WORKER_OUTPUT)
  private var writer: any ReportWriter
  private var blockCount = 0
  private var diagnosticCount = 0
  private var errors: [FieldViolation] = []
  private var lastProgress = -1.0
  private var fault: (any Error)?
  private var callsAfterFault = 0

  init(_ plugin: LoadedPlugin, _ order: RenderOrder, _ control: ControlChannel) {
    self.plugin = plugin
    self.order = order
    self.control = control
    let output = output
    writer = order.medium.writer(order.context) { bytes in try output.write(bytes) }
  }

  /// Composes and writes the report. Returns the result's JSON.
  func run() throws -> [UInt8] {
    let answer = withHostTable { host in plugin.compose(host, request: order.request) }
    if let fault { throw fault }
    guard errors.isEmpty else {
      throw Status(
        .reportRejected, "The format \(plugin.name) rejected the report: \(errors[0].message)",
        details: errors)
    }
    guard answer == 0 else {
      throw Status(.pluginProtocol, "compose of \(plugin.name) returned \(answer) without saying why.")
    }
    do {
      try writer.finish()
    } catch let error as DocumentError {
      throw refused(error, at: blockCount)
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
      guard let bytes = try control.nextLine() else { throw ServerGone() }
      do {
        switch try ClientFrame.parse(bytes) {
        case .item(_, let range):
          let item = UnsafeRawBufferPointer(rebasing: bytes[range])
          line.pointee = kurukan_bytes(
            bytes: item.baseAddress?.assumingMemoryBound(to: UInt8.self), count: item.count)
          return 1
        case .end: return 0
        case .cancel: throw Status(.cancelled, "The rendering was cancelled.")
        case .call, .notification: throw WorkerCall.badCall("a line is no input")
        }
      } catch let fault as FrameFault {
        throw WorkerCall.badCall(fault.status.message.en)
      }
    }
  }

  private func emit(_ bytes: kurukan_bytes) -> Int32 {
    attempt {
      do {
        let block = try Block(line: UnsafeRawBufferPointer(start: bytes.bytes, count: bytes.count))
        try writer.write(block)
      } catch let error as DocumentError {
        throw refused(error, at: blockCount + 1)
      }
      blockCount += 1
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
      guard let diagnostic = WorkerDiagnostic(UnsafeBufferPointer(start: bytes.bytes, count: bytes.count))
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
    // One frame per hundredth is as much as anybody can see; NaN compares false.
    guard fraction >= 0, fraction <= 1, abs(fraction - lastProgress) >= 0.01 else { return }
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
      if callsAfterFault > Self.ignoredStops { KurukanWorker.end(control, fault) }
      return -1
    }
    do {
      return try body()
    } catch {
      fault = error
      return -1
    }
  }

  private func refused(_ error: DocumentError, at number: Int) -> Status {
    Status(
      error.code == .limitExceeded ? .renderingLimit : .pluginProtocol,
      "Block \(number) of \(plugin.name) was refused (\(error.code)): \(error.message)",
      details: [FieldViolation(path: error.path, message: "\(error.message)")])
  }

  private func withHostTable<Result>(_ body: (UnsafePointer<kurukan_host>) -> Result) -> Result {
    var host = kurukan_host(
      size: MemoryLayout<kurukan_host>.size, abi_version: UInt32(KURUKAN_ABI_VERSION),
      context: Unmanaged.passUnretained(self).toOpaque(),
      next_input: { context, line in Rendering.of(context)?.nextInput(line) ?? -1 },
      emit: { context, block in Rendering.of(context)?.emit(block) ?? -1 },
      diagnose: { context, json in Rendering.of(context)?.diagnose(json) ?? -1 },
      progress: { context, fraction in Rendering.of(context)?.progress(fraction) },
      is_cancelled: { context in Rendering.of(context)?.isCancelled == false ? 0 : 1 })
    return withExtendedLifetime(self) { withUnsafePointer(to: &host, body) }
  }

  /// The rendering behind a callback; nil if the plugin did not hand back the context that it was given.
  private static func of(_ context: UnsafeMutableRawPointer?) -> Rendering? {
    context.map { Unmanaged<Rendering>.fromOpaque($0).takeUnretainedValue() }
  }
}
