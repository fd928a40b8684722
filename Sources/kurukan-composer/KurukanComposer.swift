import CLinux
import JSONBytes
import LineRPC
import Violations
import WorkerChannel

/// Composes one report, or describes one plugin, and ends. Started by the server, never by a person.
@main
enum KurukanComposer {
  private static let usage = """
    kurukan-composer runs one report plugin for the Kurukan server and ends.

    The server starts it, with a socket as descriptor 3, a pipe as descriptor 4 and the plugin as descriptor 5; there is
    nothing to be done with it by hand. It confines itself (no file, no network, no thread, no other program), loads the
    plugin, and passes on the blocks that the plugin composes from the lines that it is sent.

    To see which plugins a server has:  kurukan plugins list
    To write one:                       Plugins/README.md

    """

  static func main() {
    WorkerProcess.run(usage: usage) { call, control in
      guard let file = call.params["file"]?.string else { throw WorkerCall.malformed("it names no plugin") }
      let plugin = try LoadedPlugin(file: file)
      switch call.method {
      case KURUKAN_COMPOSER_DESCRIBE: return try describe(plugin)
      case KURUKAN_COMPOSER_COMPOSE:
        guard let request = call.params["request"] else { throw WorkerCall.malformed("it requests nothing") }
        return try Composing(plugin, request: request.bytes, control).run()
      default: throw WorkerCall.malformed("there is no method \(call.method)")
      }
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
}
