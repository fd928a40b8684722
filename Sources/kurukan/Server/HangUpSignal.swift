import Glibc
import LineRPCTLS
import Logging
import UnixSignals

/// What SIGHUP means to a server. Where it has a terminal, the terminal is gone, and the server stops as after SIGTERM;
/// elsewhere an administrator asks it to read its files anew.
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

  /// Reads the certificate anew whenever SIGHUP comes, until the task is cancelled.
  static func reload(_ tls: ServerTLS?, _ logger: Logger) async {
    for await _ in await UnixSignalsSequence(trapping: .sighup) {
      guard let tls else {
        logger.info("SIGHUP came; without TLS there is nothing to read anew")
        continue
      }
      do {
        try tls.reload()
        logger.notice("The certificate was read anew; new connections get it", metadata: ["expires": "\(tls.expires)"])
      } catch {
        logger.error("The certificate cannot be read anew; the old one stays", metadata: ["why": "\(error)"])
      }
    }
  }
}
