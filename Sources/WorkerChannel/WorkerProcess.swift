import CLinux
import Glibc
import LineRPC
import Violations

/// The life of a process that the server starts for one call, from its first line to its end.
public enum WorkerProcess {
  /// The exit status of a program that was started in a wrong way (EX_USAGE of sysexits.h).
  private static let wrongUsage: Int32 = 64

  /// Answers the server's one call with what `answer` returns, and ends the process. A person who started it gets `usage`.
  ///
  /// The process is confined before `answer` is called.
  public static func run(usage: String, _ answer: (WorkerCall, ControlChannel) throws -> [UInt8]) -> Never {
    let arguments = CommandLine.arguments.dropFirst()
    if arguments == ["--help"] || arguments == ["-h"] {
      write(usage, to: STDOUT_FILENO)
      exit(0)
    }
    guard let withoutLandlock = withoutLandlock(arguments) else {
      write(usage, to: STDERR_FILENO)
      exit(wrongUsage)
    }
    kurukan_worker_prepare()
    let control = ControlChannel(descriptor: KURUKAN_WORKER_CONTROL)
    do {
      let call = try WorkerCall(control)
      // Foreign code is never run unconfined, whatever the kernel lacks.
      guard kurukan_sandbox_enter(withoutLandlock ? 1 : 0) == 0 else {
        throw Status(.unexpected, "The worker cannot confine itself on this system: \(SystemError.last).")
      }
      try control.sendResult(try answer(call, control))
      end()
    } catch {
      end(control, error)
    }
  }

  /// Reports a failure and ends the process.
  public static func end(_ control: ControlChannel, _ failure: any Error) -> Never {
    let status = failure as? Status ?? Status(.unexpected, "The worker failed: \(failure)")
    // When even this cannot be said, nobody listens.
    if !(failure is ServerGone) { try? control.sendError(status) }
    end()
  }

  private static func withoutLandlock(_ arguments: ArraySlice<String>) -> Bool? {
    switch Array(arguments) {
    case [KURUKAN_WORKER_ARGUMENT]: false
    case [KURUKAN_WORKER_ARGUMENT, KURUKAN_WORKER_WITHOUT_LANDLOCK]: true
    default: nil
    }
  }

  private static func end() -> Never {
    fflush(nil)
    // Not exit(): a plugin's own exit handlers have no business any more.
    _exit(0)
  }

  private static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    _ = Glibc.write(descriptor, bytes, bytes.count)
  }
}
