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
      A cut connection is made again, and the export goes on behind the last record that arrived; a server that \
      restarts is waited for, five minutes at most. Where it ends all the same, --after takes the position of the last \
      line that was written.
      """)

  /// Attempts in a row that bring nothing new, after which an export ends.
  static let vainAttempts = 5
  /// How long the server may be away.
  static let patience: Duration = .seconds(300)

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
    let client = RetryingClient(
      over: try await self.client.connect(),
      policy: RetryPolicy(
        tries: .max, longestPause: .seconds(10), patience: Self.patience, waitsForFirstConnection: true),
      observer: Self.tell, connect: { [client] in try await client.connect() })
    var vain = 0
    while true {
      let before = parameters["after"]
      do {
        // Who waits for the server waits long enough: that is no attempt to be repeated.
        _ = try await client.connection()
      } catch {
        throw Self.failure(error)
      }
      do {
        try await receive(client, &parameters)
        await client.close()
        return
      } catch let status as Status {
        vain = parameters["after"] == before ? vain + 1 : 0
        guard status.isRetryable, vain < Self.vainAttempts else { throw Self.failure(status) }
        try await Task.sleep(for: max(status.retryAfter ?? .zero, .seconds(1 << vain)))
      }
    }
  }

  private static func failure(_ status: Status) -> CommandFailure {
    CommandFailure(
      status, doing: Wording(en: "Cannot export the records", fr: "Impossible d’exporter les enregistrements"))
  }

  private static func tell(_ event: RetryEvent) {
    guard case .reconnecting(let pause, let status) = event, pause >= .seconds(1) else { return }
    let (name, why) = (status.reason.name, status.message.text(in: .ofEnvironment))
    Terminal.error(Wording(en: "\(name): \(why) Trying again.", fr: "\(name) : \(why) Nouvel essai.").text)
  }

  private func receive(_ client: RetryingClient, _ parameters: inout JSONObject) async throws {
    let request = JSONValue.object(parameters).bytes
    for try await event in try await client.stream("kurukan.v1.Records/Export", request) {
      guard case .item(let item) = event else { continue }
      try Terminal.output(bytes: item + [UInt8(ascii: "\n")])
      parameters["after"] = try JSONValue(parsing: item)["position"]
    }
  }
}
