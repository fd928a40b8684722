import ArgumentParser
import JSONBytes
import LineRPC
import LineRPCClient
import Violations

/// `kurukan records`
struct RecordsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "records",
    abstract: "Reads records, takes them out of reports, and erases them.",
    discussion: """
      Each record is a line of JSON on standard output: the record itself, and beside it its revision, review status \
      and level, who submitted and reviewed it, and why a reviewer gave it back.

      What came back to you, and what a reviewer has to do, the longest waiting first:

        kurukan records list --token-file submitter.token --mine --status returned
        kurukan records list --token-file reviewer.token --status submitted --order submittedAt

      A record, what became of it, and what each revision changed:

        kurukan records get --token-file submitter.token finding cri2002-undef rt-2023-gao-f01
        kurukan records history --token-file submitter.token finding cri2002-undef rt-2023-gao-f01

      Everything as a file; a cut connection is resumed behind the last record that arrived:

        kurukan records export --token-file reviewer.token --programme cri2002-undef > records.ndjson
      """,
    subcommands: [
      RecordsListCommand.self, RecordsGetCommand.self, RecordsHistoryCommand.self, RecordsExportCommand.self,
      RecordsWithdrawCommand.self, RecordsRestoreCommand.self, RecordsEraseCommand.self,
      RecordsRetainCommand.self,
    ])
}

/// `kurukan records list`
struct RecordsListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists records, a line of JSON each.",
    discussion: """
      In the order of kind, programme and key, so that records that others add meanwhile move nothing. With \
      --order submittedAt the longest waiting come first, with --order severity the gravest findings. A record that \
      waits for review says in changedFields in what it differs from the last validated revision.
      """)

  @OptionGroup var client: ClientOptions
  @OptionGroup var filter: RecordFilterOptions

  @Option(help: "key, submittedAt or severity.")
  var order: String?

  @Option(help: "Stops after so many.")
  var limit: Int?

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be 1 or more.") }
  }

  func run() async throws {
    var parameters = filter.parameters
    parameters["order"] = order.map(JSONValue.string)
    let client = try await self.client.connect()
    do {
      try await RecordPages(client: client, method: "kurukan.v1.Records/List").forEach(parameters, limit: limit) {
        try Terminal.output($0.text)
      }
    } catch let status as Status {
      throw CommandFailure(
        status, doing: Wording(en: "Cannot list the records", fr: "Impossible d’énumérer les enregistrements"))
    }
    await client.close()
  }
}

/// The record that a command is about.
struct RecordArguments: ParsableArguments {
  @Argument(help: "The record's kind.")
  var kind: String

  @Argument(help: "The record's programme.")
  var programme: String

  @Argument(help: "The record's key.")
  var key: String

  var parameters: JSONObject {
    ["kind": .string(kind), "programme": .string(programme), "key": .string(key)]
  }
}

/// `kurukan records get`
struct RecordsGetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: "Prints a record's current revision.")

  @OptionGroup var client: ClientOptions
  @OptionGroup var record: RecordArguments

  func run() async throws {
    let client = try await self.client.connect()
    do {
      let answer = try await client.call("kurukan.v1.Records/Get", JSONValue.object(record.parameters).bytes)
      try Terminal.output(bytes: answer + [UInt8(ascii: "\n")])
    } catch let status as Status {
      throw CommandFailure(
        status, doing: Wording(en: "Cannot read the record", fr: "Impossible de lire l’enregistrement"))
    }
    await client.close()
  }
}

/// `kurukan records history`
struct RecordsHistoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Lists a record's revisions, the latest first, a line of JSON each.",
    discussion: "changes names the fields in which a revision differs from the one before.")

  @OptionGroup var client: ClientOptions
  @OptionGroup var record: RecordArguments

  @Flag(help: "Prints the records themselves too.")
  var withRecords = false

  func run() async throws {
    var parameters = record.parameters
    if withRecords { parameters["withRecords"] = true }
    let client = try await self.client.connect()
    do {
      try await RecordPages(client: client, method: "kurukan.v1.Records/History")
        .forEach(parameters, in: "revisions") { try Terminal.output($0.text) }
    } catch let status as Status {
      throw CommandFailure(
        status, doing: Wording(en: "Cannot read the history", fr: "Impossible de lire l’historique"))
    }
    await client.close()
  }
}
