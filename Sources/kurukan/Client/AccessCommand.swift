import ArgumentParser
import JSONBytes
import LineRPC
import LineRPCClient
import Violations

/// `kurukan access`
struct AccessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "access",
    abstract: "Issues, lists and revokes tokens, and reads the audit trail.",
    discussion: """
      A new server writes an administrator's token into its data folder. With it:

        kurukan access issue amina --role submitter --team osc-gao --level restricted --output amina.token
        kurukan access issue undef --role donor --level public --programme cri2002-undef --days 365 --output undef.token
        kurukan access list
        kurukan access revoke 3f2a9c01d4e5b677
        kurukan access trail --refused

      Of one person several tokens may hold at once: issue the new one, hand it over, revoke the old one. A revoked \
      token ends within a second on every server and open connection.
      """,
    subcommands: [IssueCommand.self, ListCommand.self, RevokeCommand.self, TrailCommand.self])
}

/// Makes one call for a command.
private func ask(_ options: ClientOptions, _ method: String, _ params: [UInt8]) async throws -> JSONValue {
  let client = try await options.connect()
  do {
    let answer = try JSONValue(parsing: try await client.call("kurukan.v1.Access/" + method, params))
    await client.close()
    return answer
  } catch let status as Status {
    throw CommandFailure(
      status, doing: Wording(en: "Cannot administer access", fr: "Impossible d’administrer les accès"))
  }
}

extension AccessCommand {
  /// `kurukan access issue`
  struct IssueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "issue", abstract: "Issues a token and writes it into a file, the only time that it can be seen.")

    @OptionGroup var client: ClientOptions

    @Argument(help: "The name under which the holder's records and reviews are signed.")
    var principal: String

    @Option(help: "submitter, reviewer, donor, auditor or administrator.")
    var role: String

    @Option(help: "The highest level that the holder may read: public, internal, restricted or confidential.")
    var level: String

    @Option(help: "The team to which the holder's records belong. Default: one of the holder's own.")
    var team: String?

    @Option(name: .customLong("programme"), help: "A programme that the holder may use; repeat it. Default: all.")
    var programmes: [String] = []

    @Option(name: .customLong("grant"), help: "A grant whose records the holder may read; repeat it. Default: all.")
    var grants: [String] = []

    @Flag(help: "Lets a reviewer or an auditor export records in numbers.")
    var export = false

    @Option(help: "A note, such as the machine that keeps the token.")
    var label: String?

    @Option(help: "Days after which it stops working. Default: never.")
    var days: Int?

    @Option(help: "The file to write, readable by you only; one that is there is not replaced.")
    var output: String

    func run() async throws {
      // Before the token is issued: one that cannot be kept would be lost.
      let file = try OutputFile(output, mustBeNew: true)
      var json = JSONWriter()
      json.beginObject()
      json.member("principal", principal)
      json.member("role", role)
      json.member("level", level)
      json.member("team", ifPresent: team)
      if !programmes.isEmpty { json.member("programmes", .array(programmes.map(JSONValue.string))) }
      if !grants.isEmpty { json.member("grants", .array(grants.map(JSONValue.string))) }
      if export { json.member("export", true) }
      json.member("label", ifPresent: label)
      json.member("lifetimeDays", ifPresent: days)
      json.endObject()
      let answer = try await ask(client, "Issue", json.bytes)
      try file.write(Array(((answer["token"]?.string ?? "") + "\n").utf8))
      try file.finish()
      let id = answer["id"]?.string ?? ""
      try Terminal.output(
        Wording(
          en: "The token \(id) of \(principal) stands in \(output).",
          fr: "Le jeton \(id) de \(principal) se trouve dans \(output)."
        ).text)
    }
  }

  /// `kurukan access list`
  struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists all tokens that were ever issued, without their secrets.")

    @OptionGroup var client: ClientOptions

    @Flag(help: "One JSON object a line instead of a table.")
    var json = false

    func run() async throws {
      let tokens = try await ask(client, "List", Array("{}".utf8))["tokens"]?.array ?? []
      guard !json else {
        for token in tokens { try Terminal.output(token.text) }
        return
      }
      var table = TextTable(
        ["ID", "PRINCIPAL", "TEAM", "ROLE", "LEVEL", "ISSUED", "ENDS", "LABEL"].map { ($0, .left) })
      for token in tokens {
        let end = token["revokedAt"]?.string.map { "revoked " + $0 } ?? token["expiresAt"]?.string ?? "-"
        table.add(
          ["id", "principal", "team", "role", "level", "issuedAt"].map { token[$0]?.string ?? "" }
            + [end, token["label"]?.string ?? ""])
      }
      try Terminal.output(table.text)
    }
  }

  /// `kurukan access revoke`
  struct RevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "revoke", abstract: "Ends a token, within a second on every server and open connection.")

    @OptionGroup var client: ClientOptions

    @Argument(help: "The token's id, as `kurukan access list` shows it.")
    var id: String

    func run() async throws {
      var json = JSONWriter()
      json.beginObject()
      json.member("id", id)
      json.endObject()
      let answer = try await ask(client, "Revoke", json.bytes)
      guard answer["changed"]?.bool == true else {
        throw CommandFailure(
          Wording(
            en: "No token \(id) holds: see kurukan access list.",
            fr: "Aucun jeton \(id) ne vaut : voir kurukan access list."
          ).text)
      }
      try Terminal.output(Wording(en: "The token \(id) is revoked.", fr: "Le jeton \(id) est révoqué.").text)
    }
  }

  /// `kurukan access trail`
  struct TrailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "trail", abstract: "Reads the audit trail, the latest event first, one JSON object a line.")

    @OptionGroup var client: ClientOptions

    @Option(help: "Only events of this caller.")
    var principal: String?

    @Option(help: "Only events of this method, such as kurukan.v1.Reports/Render.")
    var method: String?

    @Flag(help: "Only what was refused.")
    var refused = false

    @Option(help: "How many events at most.")
    var limit = 200

    func validate() throws {
      guard limit > 0 else { throw ValidationError("--limit must be 1 or more.") }
    }

    func run() async throws {
      var left = limit
      var before: Int64?
      while left > 0 {
        var json = JSONWriter()
        json.beginObject()
        json.member("principal", ifPresent: principal)
        json.member("method", ifPresent: method)
        if refused { json.member("refusedOnly", true) }
        json.member("before", ifPresent: before)
        json.endObject()
        let entries = try await ask(client, "Trail", json.bytes)["entries"]?.array ?? []
        for entry in entries.prefix(left) { try Terminal.output(entry.text) }
        guard let last = entries.last?["number"]?.integer else { return }
        left -= entries.count
        before = last
      }
    }
  }
}
