import ArgumentParser
import JSONBytes
import LineRPC
import LineRPCClient
import Violations

/// `kurukan records export`
struct RecordsExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes every record that you may read, a line of JSON each.",
    discussion: """
      A cut connection is made again, and the export goes on behind the last record that arrived. Where it ends all \
      the same, --after takes the position of the last line that was written.
      """)

  /// Connections in a row that bring nothing new, after which an export ends.
  static let vainAttempts = 5

  @OptionGroup var client: ClientOptions
  @OptionGroup var filter: RecordFilterOptions

  @Option(help: #"Begins behind a record: {"kind":…,"programme":…,"key":…}, the position of its line."#)
  var after: String?

  func run() async throws {
    var parameters = filter.parameters
    if let after {
      guard let position = try? JSONValue(parsing: after), position.object != nil else {
        throw ValidationError(
          Wording(
            en: "--after takes the position of an exported line, a JSON object.",
            fr: "--after attend la position d’une ligne exportée, un objet JSON."
          ).text)
      }
      parameters["after"] = position
    }
    var vain = 0
    while true {
      let before = parameters["after"]
      do {
        let client = try await self.client.connect()
        try await receive(client, &parameters)
        await client.close()
        return
      } catch let status as Status {
        vain = parameters["after"] == before ? vain + 1 : 0
        guard status.isRetryable, vain < Self.vainAttempts else {
          throw CommandFailure(
            status,
            doing: Wording(en: "Cannot export the records", fr: "Impossible d’exporter les enregistrements"))
        }
        try await Task.sleep(for: status.retryAfter ?? .seconds(1))
      }
    }
  }

  private func receive(_ client: LineClient, _ parameters: inout JSONObject) async throws {
    let request = JSONValue.object(parameters).bytes
    for try await event in try client.stream("kurukan.v1.Records/Export", request) {
      guard case .item(let item) = event else { continue }
      try Terminal.output(bytes: item + [UInt8(ascii: "\n")])
      parameters["after"] = try JSONValue(parsing: item)["position"]
    }
  }
}
