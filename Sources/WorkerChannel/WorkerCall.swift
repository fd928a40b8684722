public import JSONBytes
public import LineRPC
import Violations

/// The one call that a worker answers.
public struct WorkerCall {
  /// The method's name.
  public let method: String
  /// Its parameters.
  public let params: JSONValue

  /// Reads the call, which is the first line.
  init(_ control: ControlChannel) throws {
    guard let line = try control.nextLine() else { throw ServerGone() }
    do {
      guard case .call(let call) = try ClientFrame.parse(line), call.id == ControlChannel.callID,
        case .inLine(let range) = call.params
      else { throw Self.malformed("the first line starts no call") }
      method = call.method
      params = try JSONValue(parsing: Array(line[range]))
    } catch let fault as FrameFault {
      throw Self.malformed(fault.status.message.en)
    }
  }

  /// The fault of a call that this build of the server does not make.
  public static func malformed(_ why: String) -> Status {
    Status(.unexpected, "The server's call makes no sense to the worker: \(why).")
  }
}
