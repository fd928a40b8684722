import CLinux
import JSONBytes
import LineRPC
import ReportDocument
import ReportWriters
import Violations
import WorkerChannel

/// Writes one report in one medium and ends. Started by the server, never by a person.
@main
enum KurukanWriter {
  private static let usage = """
    kurukan-writer writes one report for the Kurukan server and ends.

    The server starts it, with a socket as descriptor 3 and a pipe as descriptor 4; there is nothing to be done with it by
    hand. It confines itself (no file, no network, no thread, no other program) and turns the blocks that it is sent into
    a medium such as HTML.

    """

  static func main() {
    WorkerProcess.run(usage: usage) { call, control in
      guard call.method == KURUKAN_WRITER_WRITE else { throw WorkerCall.malformed("there is no method \(call.method)") }
      guard let medium = call.params["medium"]?.string.flatMap(ReportMedium.init(rawValue:)) else {
        throw Status(.mediumUnavailable, "No writer writes \(call.params["medium"]?.text ?? "nothing").")
      }
      guard let stamp = call.params["stamp"].flatMap(ReportStamp.init(json:)) else {
        throw WorkerCall.malformed("its stamp is none")
      }
      return try write(medium, stamp, control)
    }
  }

  private static func write(_ medium: ReportMedium, _ stamp: ReportStamp, _ control: ControlChannel) throws -> [UInt8] {
    let output = OutputChannel()
    var writer = medium.writer(stamp) { bytes in try output.write(bytes) }
    var count = 0
    do {
      while let line = try control.nextItem() {
        try writer.write(try Block(line: line))
        count += 1
      }
      try writer.finish()
    } catch let error as DocumentError {
      // The server has checked the blocks before.
      throw Status(.unexpected, "Block \(count + 1) cannot be written (\(error.code)): \(error.message)")
    }
    try output.flush()
    var result = JSONWriter()
    result.beginObject()
    result.member("blocks", count)
    result.member("bytes", output.count)
    result.endObject()
    return result.bytes
  }
}
