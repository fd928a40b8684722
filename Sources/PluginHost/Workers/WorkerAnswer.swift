import CLinux
import JSONBytes
import LineRPC
import Violations

/// What a worker says on its control socket, checked line by line: a worker runs foreign code.
struct WorkerAnswer {
  static let callID = CallID(1)
  /// What a worker may blame a failure on. Any other reason is not its own to give.
  private static let reasons: Set<Reason> = [
    .pluginInvalid, .pluginProtocol, .reportRejected, .renderingLimit, .mediumUnavailable, .unexpected,
  ]

  private let plugin: String
  private var splitter = LineSplitter(limit: PluginHostLimits.controlLineBytes)
  private var progressCount = 0

  /// The diagnostics so far.
  private(set) var diagnostics: [JSONValue] = []
  /// The worker's result.
  private(set) var result: JSONValue?
  /// The failure that the worker reports.
  private(set) var error: Status?
  /// What it said that it may not say.
  private(set) var fault: Status?

  /// Whether the worker has said its last word.
  var isComplete: Bool { result != nil || error != nil }

  init(plugin: String) { self.plugin = plugin }

  /// Takes what was read; returns the events in it.
  mutating func take(_ bytes: UnsafeRawBufferPointer) -> [RenderEvent] {
    var splitter = splitter
    var events: [RenderEvent] = []
    _ = splitter.take(bytes) { piece in
      switch piece {
      case .line(let line): if let event = read(line) { events.append(event) }
      case .tooLong: breach("a line longer than \(PluginHostLimits.controlLineBytes) bytes")
      }
      return fault == nil
    }
    self.splitter = splitter
    return events
  }

  private mutating func read(_ line: UnsafeRawBufferPointer) -> RenderEvent? {
    guard !isComplete else { return breach("a line after its answer") }
    do {
      switch try ServerFrame.parse(line) {
      case .item(Self.callID, let range): return readItem(try JSONValue(parsing: Array(line[range])))
      case .result(Self.callID, let range): result = try JSONValue(parsing: Array(line[range]))
      case .error(Self.callID, let status): error = Self.reduced(status)
      default: breach("a line that belongs to no call")
      }
    } catch {
      breach("a line that is no frame (byte \(error.offset): \(error.message))")
    }
    return nil
  }

  private mutating func readItem(_ item: JSONValue) -> RenderEvent? {
    if let fraction = item["progress"]?.double, (0...1).contains(fraction) {
      progressCount += 1
      guard progressCount <= PluginHostLimits.progressLines else { return breach("too much progress") }
      return .progress(fraction)
    }
    guard let diagnostic = item["diagnostic"].flatMap(Self.diagnostic) else {
      return breach("an item that is neither progress nor a diagnostic")
    }
    guard diagnostics.count < KURUKAN_WORKER_DIAGNOSTICS else {
      fault = Status(
        .renderingLimit,
        Wording(
          en: "\(plugin) gave more than \(KURUKAN_WORKER_DIAGNOSTICS) diagnostics.",
          fr: "\(plugin) a donné plus de \(KURUKAN_WORKER_DIAGNOSTICS) diagnostics."))
      return nil
    }
    diagnostics.append(diagnostic)
    return .diagnostic(diagnostic)
  }

  @discardableResult
  private mutating func breach(_ what: String) -> RenderEvent? {
    if fault == nil {
      fault = Status(.pluginProtocol, "The worker of \(plugin) sent \(what); it was ended.")
    }
    return nil
  }

  private static func diagnostic(_ value: JSONValue) -> JSONValue? {
    guard let severity = value["severity"]?.string, ["error", "warning", "info"].contains(severity),
      let summary = value["summary"]?.string, !summary.isEmpty
    else { return nil }
    var object: JSONObject = ["severity": .string(severity), "summary": .string(cut(summary))]
    if let detail = value["detail"]?.string { object["detail"] = .string(cut(detail)) }
    if let path = value["path"]?.string { object["path"] = .string(cut(path)) }
    return .object(object)
  }

  private static func reduced(_ status: Status) -> Status {
    let details = status.details.prefix(PluginHostLimits.violations).map { detail in
      FieldViolation(path: cut(detail.path), message: "\(cut(detail.message.en))")
    }
    var reduced = Status(
      reasons.contains(status.reason) ? status.reason : .pluginProtocol, "\(cut(status.message.en))",
      hint: status.hint.map { "\(cut($0.en))" }, details: details)
    // Foreign code may have worded it.
    reduced.logged = "A worker reported it; its words are in the answer and in the archived run."
    return reduced
  }

  private static func cut(_ text: String) -> String {
    let text = PrintableText.of(text)
    // A character has at most a few bytes unless somebody wants harm, so bytes are counted and characters
    // cut.
    guard text.utf8.count > PluginHostLimits.messageBytes + 3 else { return text }
    return String(decoding: text.utf8.prefix(PluginHostLimits.messageBytes), as: UTF8.self) + "…"
  }
}
