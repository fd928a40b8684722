import CLinux
import JSONBytes
import LineRPC
import ReportDocument
import ReportWriters
import Violations

/// The one call that a worker answers.
enum WorkerCall {
  /// Reads the call, confines the process, loads the plugin and does what is asked. Returns the result's
  /// JSON.
  static func run(_ control: ControlChannel) throws -> [UInt8] {
    guard let line = try control.nextLine() else { throw ServerGone() }
    let (method, params) = try parse(line)
    guard let path = params["path"]?.string else { throw badCall("it names no plugin") }
    try confine(kurukan_sandbox_enter())
    let plugin = try LoadedPlugin(path: path)
    try confine(kurukan_sandbox_close_files())
    switch method {
    case KURUKAN_WORKER_DESCRIBE: return try describe(plugin)
    case KURUKAN_WORKER_RENDER: return try Rendering(plugin, RenderOrder(params), control).run()
    default: throw badCall("there is no method \(method)")
    }
  }

  static func badCall(_ why: String) -> Status {
    Status(.unexpected, "The server's call makes no sense to the worker: \(why).")
  }

  private static func parse(_ line: UnsafeRawBufferPointer) throws -> (method: String, params: JSONValue) {
    do {
      guard case .call(let call) = try ClientFrame.parse(line), call.id == ControlChannel.callID,
        case .inLine(let range) = call.params
      else { throw badCall("the first line starts no call") }
      return (call.method, try JSONValue(parsing: Array(line[range])))
    } catch let fault as FrameFault {
      throw badCall(fault.status.message.en)
    }
  }

  private static func describe(_ plugin: LoadedPlugin) throws -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("description")
    writer.raw(try plugin.describe())
    writer.endObject()
    return writer.bytes
  }

  private static func confine(_ answer: Int32) throws {
    // Foreign code is never run unconfined, whatever the kernel lacks.
    guard answer == 0 else {
      throw Status(.unexpected, "The worker cannot confine itself on this system: \(SystemError.last).")
    }
  }
}

/// What a rendering needs to know beside its inputs.
struct RenderOrder {
  let medium: ReportMedium
  let context: WriterContext
  let request: [UInt8]

  init(_ params: JSONValue) throws {
    guard let medium = params["medium"]?.string.flatMap(ReportMedium.init(rawValue:)) else {
      throw Status(.mediumUnavailable, "This worker does not write \(params["medium"]?.text ?? "nothing").")
    }
    guard let language = params["language"]?.string.flatMap(DocumentLanguage.init(rawValue:)),
      let request = params["request"], let withheld = params["withheld"]?.array
    else { throw WorkerCall.badCall("language, request or withheld is missing") }
    self.medium = medium
    self.request = request.bytes
    context = WriterContext(
      language: language,
      withheld: try withheld.map { line in
        guard let label = line["label"]?.string, let count = Self.count(line) else {
          throw WorkerCall.badCall("withheld is malformed")
        }
        return WithheldLine(reason: label, count: count)
      }, levelCode: params["level"]?.string)
  }

  private static func count(_ line: JSONValue) -> WithheldLine.Count? {
    if let number = line["fewerThan"]?.integer { return .fewerThan(Int(number)) }
    return line["about"]?.integer.map { .about(Int($0)) }
  }
}
