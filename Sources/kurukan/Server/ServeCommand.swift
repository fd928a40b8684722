import ArgumentParser
import Glibc
import LineRPC
import LineRPCServer
import LineRPCTLS
import Logging
import PluginHost
import ServiceLifecycle
import UnixSignals

/// `kurukan serve`
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Runs the server.",
    discussion: """
      Without --database, the server keeps a PostgreSQL cluster of its own below --data, starts it, and stops it \
      when it stops itself. At the first start it issues three tokens and writes them to files that only you can \
      read: administrator.token, submitter.token and reviewer.token in --data. With the first, `kurukan access` \
      issues others and revokes these.

        kurukan serve --data kurukan-data
        kurukan serve --data /var/lib/kurukan --database-file /run/secrets/database_url

      Started by root, it reads the files with secrets, gives its data folder to an ordinary user and becomes that \
      user, for good; PostgreSQL and the programs that make reports run as the same user.

      Stop it with SIGTERM or Ctrl-C: open calls are finished, then everything is closed. SIGQUIT does the same, and so \
      does SIGHUP where the server has a terminal; elsewhere SIGHUP has it read its certificate anew.
      """)

  @Option(help: "The address to listen on, as host:port; port 0 lets the system choose.")
  var listen = "127.0.0.1:\(LineServerConfiguration.standardPort)"

  @Option(help: "The folder for tokens and the server's own PostgreSQL.")
  var data = "kurukan-data"

  @Option(
    help: "A file with the connection string of a PostgreSQL database, such as host=db dbname=kurukan user=kurukan.")
  var databaseFile: String?

  @Option(help: "A file with the password for that database.")
  var databasePasswordFile: String?

  @Option(
    help: ArgumentHelp(
      "A file with the key by which codes of persons and communities become pseudonyms.",
      discussion: """
        64 hexadecimal digits, as openssl rand -hex 32 writes them; the same on all servers, and in no backup of the \
        database. Without it, records with such codes are refused.
        """))
  var pseudonymKeyFile: String?

  @Option(help: "The folder of the reporting plugins. Default: plugins beside the program's own folder.")
  var plugins: String?

  @Option(help: "The folder of kurukan-composer, kurukan-writer and kurukan-typesetter. Default: this program's own.")
  var workers: String?

  @Option(
    help: ArgumentHelp(
      "The folder with what PDF is made with. Default: lib/kurukan beside the program's own folder.",
      discussion:
        "It holds typeset, fonts and python; deploy/install-typst installs the last. Without it there is no PDF."))
  var typesetting: String?

  @Option(help: "The Python that runs Typst.")
  var python = "/usr/bin/python3"

  @Flag(
    help: ArgumentHelp(
      "Runs plugins on a kernel without Landlock, which is refused otherwise.",
      discussion: "A plugin can then read every file that the server's user can read."))
  var withoutLandlock = false

  @Option(
    help: ArgumentHelp(
      "The user whom a server becomes that root has started. Default: $KURUKAN_USER, or \(Self.usualUsers).",
      discussion: "Its data folder is given to them. Other users stay who they are."))
  var user: String?

  @Option(help: "A file to write the port to, once the server listens; until then it is missing or empty.")
  var portFile: String?

  @Option(help: "Seconds that open calls have when the server stops.")
  var grace = 15

  @Option(help: "trace, debug, info, notice, warning, error or critical.")
  var logLevel = "info"

  @OptionGroup(title: "Plugins") var additionalPlugins: AdditionalPluginsOptions

  @OptionGroup(title: "Connections") var transport: TransportOptions

  private static var usualUsers: String { ServerAccount.usual.joined(separator: ", else ") }

  func run() throws {
    let settings = try ServerSettings(self)
    var logger = Logger(label: "kurukan") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = settings.logLevel
    let stopsOnHangUp = HangUpSignal.stopsServer()
    // Until it is waited for, it must not end the process.
    if !stopsOnHangUp { signal(SIGHUP, SIG_IGN) }
    let service = try ServerProcess(preparing: settings, logger)
    Program.goOn { [logger] in try await Self.run(service, stopsOnHangUp, logger) }
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
    do {
      try await group.run()
    } catch {
      throw CommandFailure("The server ended: \(error)")
    }
  }
}

/// The settings of a server, checked all at once.
struct ServerSettings: Sendable {
  let address: Address
  /// The files that TLS needs; nil for plain lines.
  let tls: (identity: TLSIdentityFiles, clientAuthority: String?)?
  let proxyPeers: [AddressRange]
  let limits: LineLimits
  let dataFolder: String
  let databaseFile: String?
  let databasePasswordFile: String?
  let pseudonymKeyFile: String?
  let hosting: PluginHostConfiguration
  let user: String?
  let portFile: String?
  let grace: Duration
  let logLevel: Logger.Level

  init(_ command: ServeCommand) throws {
    var faults: [String] = []
    let address = Address(command.listen)
    if address == nil { faults.append("--listen: \"\(command.listen)\" is no address; write host:port.") }
    let tls = command.transport.tlsFiles(&faults)
    if let address, !address.isLoopback, tls == nil, !command.transport.insecurePlaintext {
      faults.append(
        "--listen: \(address) can be reached from other machines. Give the server a certificate (--tls-certificate,"
          + " --tls-key), listen on 127.0.0.1, or pass --insecure-plaintext.")
    }
    let proxyPeers = command.transport.proxyPeers(&faults)
    let limits = command.transport.lineLimits(&faults)
    let level = Logger.Level(rawValue: command.logLevel)
    if level == nil { faults.append("--log-level: there is no level \"\(command.logLevel)\".") }
    if !(0...3_600).contains(command.grace) { faults.append("--grace: must be from 0 to 3600 seconds.") }
    guard faults.isEmpty, let address, let level else { throw ValidationError(faults.joined(separator: "\n")) }
    let folder = try ProgramFolder.path()
    self.address = address
    self.tls = tls
    self.proxyPeers = proxyPeers
    self.limits = limits
    dataFolder = command.data
    databaseFile = command.databaseFile
    databasePasswordFile = command.databasePasswordFile
    pseudonymKeyFile = command.pseudonymKeyFile
    var hosting = PluginHostConfiguration(
      programsFolder: command.workers ?? folder, pluginsFolder: command.plugins ?? folder + "/../plugins")
    hosting.additionalPluginsFolder = command.additionalPlugins.folder
    hosting.withoutLandlock = command.withoutLandlock
    if let typesetting = command.typesetting {
      hosting.typesetting = TypesettingPlaces(program: hosting.typesetting.program, folder: typesetting)
    } else {
      hosting.typesetting = TypesettingPlaces(
        program: hosting.typesetting.program, folder: folder + "/../lib/kurukan")
    }
    hosting.typesetting.python = command.python
    self.hosting = hosting
    user = command.user ?? EnvironmentVariable.value(ServerAccount.variable)
    portFile = command.portFile
    grace = .seconds(command.grace)
    logLevel = level
  }
}

/// Where this program's file stands.
enum ProgramFolder {
  static func path() throws -> String {
    let program = try self.program()
    return String(program[..<(program.lastIndex(of: "/") ?? program.startIndex)])
  }

  static func program() throws -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0 else { throw CommandFailure("Cannot find this program's own file in /proc.") }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
