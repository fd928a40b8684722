import Glibc
import UnixSignals

/// What SIGHUP means to a server. Where it has a terminal, the terminal is gone, and the server stops as after SIGTERM;
/// elsewhere an administrator asks it to read its settings and files anew.
enum HangUpSignal {
  /// Whether SIGHUP stops the server. Call before anything changes what SIGHUP does: whoever was started by nohup is to
  /// outlive its terminal.
  static func stopsServer() -> Bool {
    var action = sigaction()
    sigaction(SIGHUP, nil, &action)
    guard unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) != unsafeBitCast(SIG_IGN, to: Int.self)
    else { return false }
    let terminal = open("/dev/tty", O_RDONLY | O_NOCTTY | O_CLOEXEC)
    guard terminal >= 0 else { return false }
    close(terminal)
    return true
  }

  /// Reads the settings and their files anew whenever SIGHUP comes, until the task is cancelled.
  static func reload(_ reload: ServerReload) async {
    for await _ in await UnixSignalsSequence(trapping: .sighup) { reload.run() }
  }
}
