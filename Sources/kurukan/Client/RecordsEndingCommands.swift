import ArgumentParser
import JSONBytes
import LineRPC
import LineRPCClient
import Violations

/// `kurukan records withdraw`
struct RecordsWithdrawCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw",
    abstract: "Takes a record out of every report at once.",
    discussion: """
      It stays readable to those who could read it, and what hangs on it stays as protected as before. Only a reviewer \
      puts it back, with `kurukan records restore`.

        kurukan records withdraw --token-file submitter.token finding cri2002-undef rt-2023-gao-f01 --reason "Doublon"
      """)

  @OptionGroup var client: ClientOptions
  @OptionGroup var record: RecordArguments

  @Option(help: "Why, for those who read the record.")
  var reason: String?

  func run() async throws {
    var parameters = record.parameters
    parameters["reason"] = reason.map(JSONValue.string)
    try await RecordEndingCall(
      client: client, method: "Withdraw",
      done: Wording(en: "The record is withdrawn.", fr: "L’enregistrement est retiré."),
      unchanged: Wording(en: "The record was withdrawn before.", fr: "L’enregistrement était déjà retiré.")
    ).run(parameters)
  }
}

/// `kurukan records restore`
struct RecordsRestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Puts a withdrawn record back, so that reports use its last validated revision again.")

  @OptionGroup var client: ClientOptions
  @OptionGroup var record: RecordArguments

  func run() async throws {
    try await RecordEndingCall(
      client: client, method: "Restore", done: Wording(en: "The record is back.", fr: "L’enregistrement est rétabli."),
      unchanged: Wording(en: "The record is not withdrawn.", fr: "L’enregistrement n’est pas retiré.")
    ).run(record.parameters)
  }
}

/// `kurukan records erase`
struct RecordsEraseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Erases every revision of a record for good.",
    discussion: """
      The key, the day, who did it and the code of the reason stay, so that nothing is stored under the key any more. \
      Reports that were made before, exports and backups are not reached.

        kurukan records erase --token-file reviewer.token --reason consent_withdrawn story cri2002-undef recit-07

      Asks for the record's key again, unless --yes is given.
      """)

  @OptionGroup var client: ClientOptions
  @OptionGroup var record: RecordArguments

  @Option(help: "consent_withdrawn, request, retention or mistake.")
  var reason: String

  @Flag(help: "Does not ask.")
  var yes = false

  func run() async throws {
    guard yes || isConfirmed() else {
      throw CommandFailure(Wording(en: "Nothing was erased.", fr: "Rien n’a été effacé.").text)
    }
    var parameters = record.parameters
    parameters["reason"] = .string(reason)
    try await RecordEndingCall(
      client: client, method: "Erase", done: Wording(en: "The record is erased.", fr: "L’enregistrement est effacé."),
      unchanged: Wording(en: "The record was erased before.", fr: "L’enregistrement était déjà effacé.")
    ).run(parameters)
  }

  private func isConfirmed() -> Bool {
    Terminal.error(
      Wording(
        en: "This cannot be undone. Type the record's key to erase it:",
        fr: "C’est irréversible. Saisissez la clé de l’enregistrement pour l’effacer :"
      ).text)
    return readLine() == record.key
  }
}

/// A call that ends a record, or takes its end back.
private struct RecordEndingCall {
  let client: ClientOptions
  let method: String
  let done: Wording
  let unchanged: Wording

  /// Makes it, and says whether anything changed.
  func run(_ parameters: JSONObject) async throws {
    let client = try await self.client.connect()
    do {
      let answer = try await client.call("kurukan.v1.Records/" + method, JSONValue.object(parameters).bytes)
      await client.close()
      try Terminal.output((try JSONValue(parsing: answer)["changed"]?.bool == true ? done : unchanged).text)
    } catch let status as Status {
      throw CommandFailure(
        status, doing: Wording(en: "Cannot change the record", fr: "Impossible de modifier l’enregistrement"))
    }
  }
}
