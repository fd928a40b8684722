import ArgumentParser
import JSONBytes
import Settings

/// `kurukan config`
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Shows every setting of a server with its value and where that came from.",
    discussion: """
      Takes what serve takes, and reads the same environment and file; it starts and changes nothing. What is wrong is \
      told, and ends the program with 1. Of secrets the files are shown, never what is in them.
      """)

  @OptionGroup var options: ServerOptions

  @Flag(help: "Writes JSON: an array with an object for each setting.")
  var json = false

  func run() throws {
    var faults: [SettingFault] = []
    let values = ServerSources(options).values(&faults)
    try Terminal.output(json ? SettingListing.json(values) : SettingListing.table(values))
    do {
      _ = try ServerSettings(ServerSources(options))
    } catch let faults as SettingFaults {
      throw CommandFailure(faults.description)
    }
  }
}
