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
    guard let withoutLandlock = withoutLandlock(explaining(usage)) else { refuse(usage) }
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

  /// Turns the process into another program, which answers the server's call and is to be confined before, and ends the
  /// process if that fails. A person who started it gets `usage`.
  ///
  /// - Parameters:
  ///   - places: how many arguments follow those that every worker has.
  ///   - become: is given these arguments and whether to do without Landlock; sets `errno` if it returns.
  public static func become(usage: String, places: Int, _ become: ([String], Bool) -> Void) -> Never {
    let arguments = explaining(usage)
    guard arguments.count > places, let withoutLandlock = withoutLandlock(arguments.dropLast(places)) else {
      refuse(usage)
    }
    become(Array(arguments.suffix(places)), withoutLandlock)
    end(
      ControlChannel(descriptor: KURUKAN_WORKER_CONTROL),
      Status(.unexpected, "The worker cannot confine itself on this system: \(SystemError.last)."))
  }

  /// Reports a failure and ends the process.
  public static func end(_ control: ControlChannel, _ failure: any Error) -> Never {
    let status = failure as? Status ?? Status(.unexpected, "The worker failed: \(failure)")
    // When even this cannot be said, nobody listens.
    if !(failure is ServerGone) { try? control.sendError(status) }
    end()
  }

  /// The arguments, unless they ask for help.
  private static func explaining(_ usage: String) -> ArraySlice<String> {
    let arguments = CommandLine.arguments.dropFirst()
    if arguments == ["--help"] || arguments == ["-h"] {
      write(usage, to: STDOUT_FILENO)
      exit(0)
    }
    return arguments
  }

  private static func refuse(_ usage: String) -> Never {
    write(usage, to: STDERR_FILENO)
    exit(wrongUsage)
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
