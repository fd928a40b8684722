import ArgumentParser
import JSONBytes
import LineRPC
import LineRPCClient
import Violations

/// `kurukan call`
struct CallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "call",
    abstract: "Calls any method of the server and prints what it answers.",
    discussion: """
      Each message of a stream is a line of JSON, and so is the answer, the last line. `kurukan describe METHOD` says \
      what a method takes.

        kurukan call Server/Info
        kurukan call Records/Get '{"programme":"p","kind":"finding","key":"F-1"}'
        kurukan call Records/Submit - < record.json
      """)

  @OptionGroup var client: ClientOptions

  @Option(help: "Seconds that the call may take; without it, what the method allows.")
  var timeout: Int?

  @Argument(help: "A method, such as Records/Get or kurukan.v1.Records/Get.")
  var method: MethodName

  @Argument(help: "The parameters as a JSON object, or - for standard input.")
  var parameters = "{}"

  func validate() throws {
    if let timeout, !(1...LineLimits.timeoutSeconds).contains(timeout) {
      throw ValidationError("--timeout must be from 1 to \(LineLimits.timeoutSeconds) seconds.")
    }
  }

  func run() async throws {
    let request = try request()
    let client = try await self.client.connect()
    do {
      try await refuseItems(client)
      let options = CallOptions(timeout: timeout.map { .seconds($0) })
      for try await event in try client.stream(method.full, request, options: options) {
        switch event {
        case .item(let json), .result(let json): try Terminal.output(bytes: json + [UInt8(ascii: "\n")])
        }
      }
    } catch let status as Status {
      throw CommandFailure(status, doing: Wording(en: "\(method.full) failed", fr: "\(method.full) a échoué"))
    }
    await client.close()
  }

  /// A method that takes messages would wait for them.
  private func refuseItems(_ client: LineClient) async throws {
    let request: JSONValue = ["method": .string(method.full)]
    let description = try await client.call("kurukan.v1.Reflection/Describe", request.bytes)
    guard try JSONValue(parsing: description)["itemSchema"] != nil else { return }
    throw ValidationError(
      Wording(
        en: "\(method.full) takes a stream of records, which kurukan submit sends.",
        fr: "\(method.full) reçoit un flux d’enregistrements, que kurukan submit envoie."
      ).text)
  }

  private func request() throws -> [UInt8] {
    let bytes =
      parameters == "-"
      ? try FileBytes.read("/dev/stdin", limit: LineLimits.standard.lineBytes) : Array(parameters.utf8)
    do {
      let value = try JSONValue(parsing: bytes)
      guard value.object != nil else {
        throw ValidationError(
          Wording(
            en: "The parameters must be a JSON object, such as '{\"programme\":\"p\"}'.",
            fr: "Les paramètres doivent être un objet JSON, tel que '{\"programme\":\"p\"}'."
          ).text)
      }
      return value.bytes
    } catch let fault as JSONError {
      throw ValidationError(
        Wording(
          en: "The parameters are no JSON: at byte \(fault.offset): \(fault.wording.en)",
          fr: "Les paramètres ne sont pas du JSON : à l’octet \(fault.offset) : \(fault.wording.text(in: .french))"
        ).text)
    }
  }
}
