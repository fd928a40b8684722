import ArgumentParser
import LineRPCServer
import Logging
import Settings

/// How a server process runs.
struct ProcessOptions: SettingOptions {
  static let listen = Setting(
    "listen", .text("HOST:PORT"), standard: "127.0.0.1:\(LineServerConfiguration.standardPort)",
    "The address to listen on; port 0 lets the system choose.")
  static let data = Setting(
    "data", .text("FOLDER"), standard: "kurukan-data", "The folder for tokens and the server's own PostgreSQL.")
  static let user = Setting(
    "user", .text("USER"),
    "The user whom a server becomes that root has started; otherwise \(ServerAccount.usual.joined(separator: ", else "))."
      + " The data folder is given to them. Other users stay who they are.")
  static let portFile = Setting(
    "portFile", .text("FILE"),
    "A file to write the port to, once the server listens; until then it is missing or empty.")
  static let grace = Setting(
    "grace", .integer(0...3_600, unit: "seconds"), standard: "15", isReloadable: true,
    "How long open calls have when the server stops.")
  static let logLevel = Setting(
    "logLevel", .choice(Logger.Level.allCases.map(\.rawValue)), standard: "info", isReloadable: true,
    "What is logged: this and all that is graver.")

  static let settings = [listen, data, user, portFile, grace, logLevel]

  @Option(help: ArgumentHelp(Self.listen.help)) var listen: String?
  @Option(help: ArgumentHelp(Self.data.help)) var data: String?
  @Option(help: ArgumentHelp(Self.user.help)) var user: String?
  @Option(help: ArgumentHelp(Self.portFile.help)) var portFile: String?
  @Option(help: ArgumentHelp(Self.grace.help)) var grace: String?
  @Option(help: ArgumentHelp(Self.logLevel.help)) var logLevel: String?

  func flags(_ faults: inout [SettingFault]) -> [FlagValue?] {
    [
      FlagValue(Self.listen, listen), FlagValue(Self.data, data), FlagValue(Self.user, user),
      FlagValue(Self.portFile, portFile), FlagValue(Self.grace, grace), FlagValue(Self.logLevel, logLevel),
    ]
  }
}
