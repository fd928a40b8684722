import ArgumentParser
import JSONBytes
import LineRPC
import LineRPCClient
import Violations

/// `kurukan records retain`
struct RecordsRetainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retain",
    abstract: "Erases restricted texts that a programme keeps no longer.",
    discussion: """
      A programme's record says in retentionMonths how long the texts of restricted and confidential records are kept, \
      counted from a record's last submission. Without --erase, nothing is changed: the records are listed on standard \
      output, a line of JSON each, with how many revisions and texts would be erased.

        kurukan records retain --token-file reviewer.token cri2002-undef
        kurukan records retain --token-file reviewer.token cri2002-undef --erase

      Counts, money, codes and days stay, so every figure of a report stays what it was. Nothing more is stored under \
      the keys of these records. Reports that were made before, exports and backups are not reached. May be run from a \
      timer, and again after a fault.
      """)

  @OptionGroup var client: ClientOptions

  @Argument(help: "The programme.")
  var programme: String

  @Flag(help: "Erases the texts for good.")
  var erase = false

  func run() async throws {
    let client = try await self.client.connect()
    var parameters: JSONObject = ["programme": .string(programme), "erase": .bool(erase)]
    var (records, texts, before) = (0, 0, "")
    do {
      repeat {
        let answer = try JSONValue(
          parsing: try await client.call("kurukan.v1.Records/Retain", JSONValue.object(parameters).bytes))
        for record in answer["records"]?.array ?? [] {
          try Terminal.output(record.text)
          records += 1
          texts += record["texts"]?.integer.map(Int.init) ?? 0
        }
        before = answer["submittedBefore"]?.string ?? ""
        parameters["after"] = answer["next"]
        Terminal.progress(Wording(en: "\(records) records", fr: "\(records) enregistrements").text)
      } while parameters["after"] != nil
    } catch let status as Status {
      throw CommandFailure(
        status, doing: Wording(en: "Cannot look for texts to erase", fr: "Impossible de chercher les textes à effacer"))
    }
    Terminal.endProgress()
    await client.close()
    Terminal.error(summary(records, texts, before).text)
  }

  private func summary(_ records: Int, _ texts: Int, _ before: String) -> Wording {
    erase
      ? Wording(
        en: "\(texts) texts of \(records) records submitted before \(before) are erased.",
        fr: "\(texts) textes de \(records) enregistrements soumis avant \(before) sont effacés.")
      : Wording(
        en: "\(texts) texts of \(records) records submitted before \(before) would be erased; --erase does it.",
        fr: "\(texts) textes de \(records) enregistrements soumis avant \(before) seraient effacés ; --erase le fait.")
  }
}
