import ArgumentParser
import JSONBytes
import LineRPC
import LineRPCClient
import Violations

/// `kurukan plugins`
struct PluginsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugins",
    abstract: "Shows which formats a server has and which may be run; makes and tests new ones.",
    discussion: "list, reload, enable and disable ask a server, with an administrator's token; new and test need none.",
    subcommands: [
      ListCommand.self, ReloadCommand.self, EnableCommand.self, DisableCommand.self, NewCommand.self, TestCommand.self,
    ])

  /// `kurukan plugins list`
  struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists the plugins of a server, and what was refused.",
      discussion: "A table on a terminal, JSON otherwise or with --json.")

    @OptionGroup var client: ClientOptions

    @Flag(help: "Prints the server's answer as JSON.")
    var json = false

    func run() async throws { try PluginsCommand.show(try await PluginsCommand.ask(client, "List"), asJSON: json) }
  }

  /// `kurukan plugins reload`
  struct ReloadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "reload", abstract: "Has a server examine its plugins' folder now.",
      discussion: "A server looks at its folder every few seconds by itself; reports at work go on with what they have."
    )

    @OptionGroup var client: ClientOptions

    @Flag(help: "Prints the server's answer as JSON.")
    var json = false

    func run() async throws { try PluginsCommand.show(try await PluginsCommand.ask(client, "Reload"), asJSON: json) }
  }

  /// `kurukan plugins enable`
  struct EnableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "enable", abstract: "Lets all servers of the database run a format again.")

    @OptionGroup var client: ClientOptions

    @Argument(help: "The format, as `kurukan plugins list` gives it.")
    var format: String

    func run() async throws {
      _ = try await PluginsCommand.ask(client, "Enable", ["format": .string(format)])
      try Terminal.output(Wording(en: "\(format) is enabled.", fr: "\(format) est activé.").text)
    }
  }

  /// `kurukan plugins disable`
  struct DisableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "disable", abstract: "Lets no server of the database run a format any more.")

    @OptionGroup var client: ClientOptions

    @Argument(help: "The format, as `kurukan plugins list` gives it.")
    var format: String

    @Option(help: "Why, for whoever reads the list.")
    var reason = ""

    func run() async throws {
      _ = try await PluginsCommand.ask(
        client, "Disable", ["format": .string(format), "reason": .string(reason)])
      try Terminal.output(Wording(en: "\(format) is disabled.", fr: "\(format) est désactivé.").text)
    }
  }

  private static func ask(
    _ options: ClientOptions, _ method: String, _ parameters: JSONValue = [:]
  ) async throws -> JSONValue {
    let client = try await options.connect()
    do {
      let answer = try JSONValue(parsing: try await client.call("kurukan.v1.Plugins/" + method, parameters.bytes))
      await client.close()
      return answer
    } catch let status as Status {
      throw CommandFailure(
        status, doing: Wording(en: "The server does not do this", fr: "Le serveur ne le fait pas"))
    }
  }

  private static func show(_ answer: JSONValue, asJSON: Bool) throws {
    guard Terminal.isOutputInteractive, !asJSON else {
      try Terminal.output(answer.text)
      return
    }
    var table = TextTable(["FORMAT", "VERSION", "STATE", "REPORTS", "FILE", "SHA-256"].map { ($0, .left) })
    for plugin in answer["plugins"]?.array ?? [] {
      let state = plugin["enabled"]?.bool == true ? "enabled" : "disabled by \(plugin["disabledBy"]?.string ?? "")"
      let reports = (plugin["reports"]?.array ?? []).compactMap(\.string).joined(separator: ", ")
      table.add([
        plugin["format"]?.string ?? "", plugin["version"]?.string ?? "", state, reports, plugin["file"]?.string ?? "",
        String((plugin["digest"]?.string ?? "").prefix(12)),
      ])
    }
    try Terminal.output(table.text)
    for refusal in answer["refused"]?.array ?? [] {
      Terminal.error("\(refusal["file"]?.string ?? ""): \(refusal["why"]?.string ?? "")")
    }
  }
}
