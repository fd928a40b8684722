import ArgumentParser
import Glibc
import Logging
import ServiceLifecycle
import UnixSignals

/// `kurukan serve`
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Runs the server.",
    discussion: """
      Without --database-file, the server keeps a PostgreSQL cluster of its own below --data, starts it, and stops it \
      when it stops itself. At the first start it issues three tokens and writes them to files that only you can \
      read: administrator.token, submitter.token and reviewer.token in --data. With the first, `kurukan access` \
      issues others and revokes these.

        kurukan serve --data kurukan-data
        kurukan serve --data /var/lib/kurukan --database-file /run/secrets/database_url

      Every setting can be given by a flag, by an environment variable, or in the file that --configuration names, in \
      that order. `kurukan config` shows each with its value and where that came from; `kurukan check` tries whether a \
      server could run with them.

      Started by root, it reads the files with secrets, gives its data folder to an ordinary user and becomes that \
      user, for good; PostgreSQL and the programs that make reports run as the same user.

      Stop it with SIGTERM or Ctrl-C: open calls are finished, then everything is closed. SIGQUIT does the same, and so \
      does SIGHUP where the server has a terminal; elsewhere SIGHUP has it read its settings and its files anew.
      """)

  @OptionGroup var options: ServerOptions

  func run() throws {
    let log = ServerLog()
    do {
      let settings = try ServerSettings(ServerSources(options))
      log.level = settings.logLevel
      let stopsOnHangUp = HangUpSignal.stopsServer()
      // Until it is waited for, it must not end the process.
      if !stopsOnHangUp { signal(SIGHUP, SIG_IGN) }
      let service = try ServerProcess(preparing: settings, log)
      Program.goOn {
        do {
          try await Self.run(service, stopsOnHangUp, log.logger)
        } catch {
          throw log.end(with: error)
        }
      }
    } catch {
      throw log.end(with: error)
    }
  }

  private static func run(_ service: ServerProcess, _ stopsOnHangUp: Bool, _ logger: Logger) async throws {
    if !stopsOnHangUp { service.reloadOnHangUp() }
    let group = ServiceGroup(
      configuration: .init(
        services: [
          .init(
            service: service, successTerminationBehavior: .gracefullyShutdownGroup,
            failureTerminationBehavior: .cancelGroup)
        ],
        gracefulShutdownSignals: [.sigterm, .sigint, .sigquit] + (stopsOnHangUp ? [.sighup] : []), logger: logger))
    try await group.run()
  }
}
