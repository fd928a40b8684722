import CLinux
import Glibc
import LineRPC
import Violations

/// Renders one report, or describes one plugin, and ends. Started by the server, never by a person.
@main
enum KurukanWorker {
  private static let usage = """
    kurukan-worker renders one report for the Kurukan server and ends.

    The server starts it, with a socket as descriptor 3 and a pipe as descriptor 4; there is nothing to be
    done with it by hand. It confines itself (no network, no file to be written, no other program), loads one
    report plugin, composes the report from the lines that it is sent, and writes the finished bytes.

    To see which plugins a server has:  kurukan plugins list
    To write one:                       Plugins/README.md

    """

  /// The exit status of a program that was started in a wrong way (EX_USAGE of sysexits.h).
  private static let wrongUsage: Int32 = 64

  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    if arguments == ["--help"] || arguments == ["-h"] {
      write(usage, to: STDOUT_FILENO)
      exit(0)
    }
    guard arguments == [KURUKAN_WORKER_ARGUMENT] else {
      write(usage, to: STDERR_FILENO)
      exit(wrongUsage)
    }
    kurukan_worker_prepare()
    let control = ControlChannel(descriptor: KURUKAN_WORKER_CONTROL)
    do {
      let result = try WorkerCall.run(control)
      try control.sendResult(result)
      end()
    } catch {
      end(control, error)
    }
  }

  /// Reports a failure and ends the process.
  static func end(_ control: ControlChannel, _ failure: any Error) -> Never {
    let status = failure as? Status ?? Status(.unexpected, "The worker failed: \(failure)")
    // When even this cannot be said, nobody listens.
    if !(failure is ServerGone) { try? control.sendError(status) }
    end()
  }

  private static func end() -> Never {
    fflush(nil)
    // Not exit(): the plugin's own exit handlers have no business any more.
    _exit(0)
  }

  private static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    _ = Glibc.write(descriptor, bytes, bytes.count)
  }
}
