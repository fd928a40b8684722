import Disclosure
import Instruments
import LineRPC
public import Logging
public import MethodCatalogue
import Synchronization

/// Writes into the log how calls ended that an administrator wants to see: what reviewers, readers of reports and
/// administrators did, and who was refused. Names, codes and counts only, never what a record, a report or a token holds.
///
/// What strangers can bring about is written now and then, with how much was left out.
public final class CallLog: CallObserver {
  /// The methods of which every call is written.
  static let methods: Set<String> = [
    "kurukan.v1.Access/Issue", "kurukan.v1.Access/Revoke", "kurukan.v1.Plugins/Disable", "kurukan.v1.Plugins/Enable",
    "kurukan.v1.Plugins/Reload", "kurukan.v1.Records/Erase", "kurukan.v1.Records/Export", "kurukan.v1.Records/Restore",
    "kurukan.v1.Records/Retain", "kurukan.v1.Records/Review", "kurukan.v1.Records/SubmitStream",
    "kurukan.v1.Records/Withdraw", "kurukan.v1.Reports/Check", "kurukan.v1.Reports/Fetch", "kurukan.v1.Reports/Render",
  ]

  /// Which of the things that methods note are written: none that a submitter has worded, as a record's key is.
  static let notes: Set<String> = [
    "created", "decision", "erase", "firstIndex", "format", "kind", "level", "programme", "records", "rejected",
    "report",
    "revised", "run", "token",
  ]

  private let logger: Logger
  private let unknown = Mutex(LogPacer())
  private let denied = Mutex(LogPacer())

  /// An observer that writes to a log.
  public init(logger: Logger) { self.logger = logger }

  /// Writes the call's line, if there is one.
  public func ended(_ call: EndedCall) async {
    switch call.failure?.reason.code {
    case .unauthenticated?: note(call, "A token was refused", unknown)
    case .permissionDenied?: note(call, "A call was refused to whoever made it", denied)
    default:
      guard Self.methods.contains(call.method.name) else { return }
      logger.log(level: call.failure == nil ? .info : .notice, "A call has ended", metadata: Self.metadata(call))
    }
  }

  private func note(_ call: EndedCall, _ message: Logger.Message, _ pacer: borrowing Mutex<LogPacer>) {
    guard let leftOut = pacer.withLock({ $0.admit(at: .now) }) else { return }
    var metadata = Self.metadata(call)
    if leftOut > 0 { metadata["unlogged"] = "\(leftOut)" }
    logger.notice(message, metadata: metadata)
  }

  private static func metadata(_ call: EndedCall) -> Logger.Metadata {
    var metadata: Logger.Metadata = [
      "request": "\(call.context.requestID)", "method": "\(call.method.name)",
      "outcome": "\(call.failure?.reason.name ?? "done")", "client": "\(call.context.connection.remoteAddress)",
      "milliseconds": "\(Int(call.duration / .milliseconds(1)))",
    ]
    if let principal = call.principal {
      metadata["caller"] = "\(principal.name)"
      metadata["role"] = "\(principal.role.rawValue)"
    }
    if let traceparent = call.context.traceparent { metadata["traceparent"] = "\(traceparent)" }
    for (name, value) in call.notes where notes.contains(name) { metadata[name] = "\(value)" }
    return metadata
  }
}
