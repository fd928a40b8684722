import ArgumentParser
import Dispatch
import Glibc

/// Where this program begins.
///
/// It begins with one thread: an asynchronous `main` would have more, and a process gives up root soundly only while it
/// has one.
@main
enum Program {
  static func main() {
    // A peer that goes away must end its connection, not this process.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try Kurukan.parseAsRoot()
      guard var asynchronous = command as? any AsyncParsableCommand else {
        try command.run()
        return
      }
      goOn { try await asynchronous.run() }
    } catch {
      end(with: error)
    }
  }

  /// Goes on with work that needs more threads, and ends with it.
  static func goOn(_ work: sending @escaping () async throws -> Void) -> Never {
    Task {
      do {
        try await work()
        Glibc.exit(0)
      } catch {
        end(with: error)
      }
    }
    dispatchMain()
  }

  private static func end(with error: any Error) -> Never {
    guard let failure = error as? CommandFailure ?? said(error) else {
      Glibc.exit(Kurukan.exitCode(for: error).rawValue)
    }
    if !failure.text.isEmpty { Terminal.error(failure.text) }
    Glibc.exit(failure.exitCode)
  }

  /// Says what the parser of arguments has to say: help as data, faults as such. What failed, if anything did.
  private static func said(_ error: any Error) -> CommandFailure? {
    let code = Kurukan.exitCode(for: error)
    let text = Kurukan.fullMessage(for: error)
    guard code == .success else { return CommandFailure(text, exitCode: code.rawValue) }
    guard !text.isEmpty else { return nil }
    do {
      try Terminal.output(text)
      return nil
    } catch {
      return error
    }
  }
}
