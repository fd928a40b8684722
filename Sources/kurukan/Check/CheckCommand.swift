import ArgumentParser
import JSONBytes
import Settings

/// `kurukan check`
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Tries whether a server could run with these settings, and changes nothing.",
    discussion: """
      Takes what serve takes, and reads the same environment and file. Examines settings, files and folders, TLS, the \
      database, its schema and its clock, the pseudonym key, the sandbox, plugins, disk and limits: one line for each, ok, \
      warning or fault, with the remedy. Ends with 1 where there is a fault. A server may run meanwhile. Started by root, \
      it becomes the user whom the server would become.
      """)

  @OptionGroup var options: ServerOptions

  @Flag(help: "Writes JSON: an array with an object for each line.")
  var json = false

  func run() throws {
    let settings: ServerSettings
    do {
      settings = try ServerSettings(ServerSources(options))
    } catch let faults as SettingFaults {
      return try Self.end(faults.faults.map { .fault("settings", $0.description) }, json)
    }
    let check = ServerCheck(preparing: settings)
    Program.goOn { [json] in try Self.end(await check.findings(), json) }
  }

  private static func end(_ findings: [CheckFinding], _ json: Bool) throws {
    try Terminal.output(
      json
        ? JSONValue.array(findings.map(\.json)).text : findings.map(\.line).joined(separator: "\n"))
    if findings.contains(where: { $0.level == .fault }) { throw CommandFailure("") }
  }
}
