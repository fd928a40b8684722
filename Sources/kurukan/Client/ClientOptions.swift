import ArgumentParser
import Glibc
import LineRPC
import LineRPCClient
import Violations

/// Where the server is and whom the caller speaks for.
struct ClientOptions: ParsableArguments {
  @Option(
    help: "The server, as host:port. Default: $KURUKAN_SERVER, or 127.0.0.1:\(Address.standardPort).")
  var server: String?

  @Option(
    help: ArgumentHelp(
      "A file that holds the access token. Default: $KURUKAN_TOKEN_FILE.",
      discussion: "Tokens are read from files only: command lines and environments are visible to others."))
  var tokenFile: String?

  @OptionGroup(title: "TLS") var tls: ClientTLSOptions

  /// Connects and shows the token, if there is one.
  func connect() async throws -> LineClient {
    let address = try address()
    var configuration = LineClientConfiguration(language: .ofEnvironment)
    configuration.tls = try tls.settings()
    do {
      let client = try await LineClient.connect(
        host: address.host, port: address.port, configuration: configuration)
      if let token = try token() { try await client.authenticate(token: token) }
      return client
    } catch let status as Status {
      throw CommandFailure(
        status,
        doing: Wording(
          en: "Cannot use the server at \(address)", fr: "Impossible d’utiliser le serveur à \(address)"))
    }
  }

  /// Calls one method over a connection of its own; its answer.
  func ask(
    _ method: String, _ parameters: [UInt8] = [], options: CallOptions = CallOptions(), doing what: Wording
  ) async throws -> [UInt8] {
    let client = try await connect()
    let answer: [UInt8]
    do {
      answer = try await client.call(method, parameters, options: options)
    } catch {
      throw CommandFailure(error, doing: what)
    }
    await client.close()
    return answer
  }

  /// Where the server is.
  func address() throws -> Address {
    let text = server ?? EnvironmentVariable.value("KURUKAN_SERVER") ?? "127.0.0.1:\(Address.standardPort)"
    guard let address = Address(text) else {
      throw ValidationError(
        Wording(
          en: "\"\(text)\" is no address: write host:port, such as 127.0.0.1:4460.",
          fr: "« \(text) » n’est pas une adresse : écrivez hôte:port, par exemple 127.0.0.1:4460."
        ).text)
    }
    return address
  }

  private func token() throws -> String? {
    guard let path = tokenFile ?? EnvironmentVariable.value("KURUKAN_TOKEN_FILE") else { return nil }
    let bytes: [UInt8]
    do {
      bytes = try FileBytes.read(path, limit: 4_096)
    } catch {
      throw CommandFailure(
        Wording(
          en: "Cannot read the token from \(path): \(error)", fr: "Impossible de lire le jeton dans \(path) : \(error)"
        ).text)
    }
    let token = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
    guard !token.isEmpty else {
      throw CommandFailure(
        Wording(en: "The token file \(path) is empty.", fr: "Le fichier de jeton \(path) est vide.").text)
    }
    return token
  }
}

/// A host and a port.
struct Address: CustomStringConvertible {
  static let standardPort = 4_460

  let host: String
  let port: Int

  /// Reads `host:port`; an IPv6 address stands in brackets.
  init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (0...65_535).contains(port)
    else { return nil }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    guard !host.isEmpty else { return nil }
    self.host = String(host)
    self.port = port
  }

  /// Whether nobody outside this machine can reach it.
  var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }

  var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
