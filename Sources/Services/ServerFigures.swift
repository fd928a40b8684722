import Disclosure
import JSONBytes
import MethodCatalogue
import Violations

/// A figure of a running server.
public struct ServerFigure: Sendable, Equatable {
  /// Its name, lower camel case.
  public let name: String
  /// Its value now.
  public let value: Int

  /// A figure of a name.
  public init(_ name: String, _ value: Int) { (self.name, self.value) = (name, value) }
}

/// `kurukan.v1.Server/Stats`: what the server does and has done since its start.
struct ServerFigures: Sendable {
  let figures: @Sendable () -> [ServerFigure]

  var method: Method { .unary(Self.declaration, stats) }

  static let declaration = MethodDeclaration(
    "kurukan.v1.Server/Stats",
    Wording(
      en: "Tells what the server does, and has done since its start.",
      fr: "Dit ce que fait le serveur, et ce qu’il a fait depuis son démarrage."),
    access: .roles([.administrator, .auditor]), cost: .small, timeout: .seconds(15), parameters: .none,
    answer: [
      .required(
        "figures", .object,
        Wording(
          en: "each figure by its name: connections, calls, lines, bytes, records that wait, seconds since the start",
          fr: "chaque chiffre par son nom : connexions, appels, lignes, octets, enregistrements en attente, secondes"
            + " depuis le démarrage"))
    ])

  @Sendable private func stats(_ call: Call) async throws -> [UInt8] {
    try call.parameters().finish()
    var json = JSONWriter(capacity: 512)
    json.beginObject()
    json.key("figures")
    json.beginObject()
    for figure in figures() {
      json.key(dynamic: figure.name)
      json.integer(figure.value)
    }
    json.endObject()
    json.endObject()
    return json.bytes
  }
}
