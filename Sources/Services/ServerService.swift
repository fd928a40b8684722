import JSONBytes
public import LineRPC
public import MethodCatalogue
import Violations

/// `kurukan.v1.Server`, `Health` and `Reflection`: what the server is, whether it works, and what it can do.
public struct ServerService: Sendable {
  private let version: String
  private let limits: @Sendable () -> LineLimits
  private let figures: ServerFigures
  private let health: ServerHealth

  /// The service of a server.
  ///
  /// - Parameters:
  ///   - limits: those in force.
  ///   - figures: what the server does, and has done since its start.
  ///   - health: whether the server can do its work now, such as reach its database.
  public init(
    version: String, limits: @escaping @Sendable () -> LineLimits, figures: @escaping @Sendable () -> [ServerFigure],
    health: ServerHealth
  ) {
    self.version = version
    self.limits = limits
    self.figures = ServerFigures(figures: figures)
    self.health = health
  }

  /// Its methods, for the router.
  ///
  /// - Parameter others: the methods of the other services, which reflection lists too.
  public func methods(beside others: [Method]) -> [Method] {
    let own: [Method] = [
      .unary(Self.info, info), figures.method, .unary(Self.check, check), HealthWatch(health: health).method,
    ]
    let reflection = [Self.list, Self.describe].map { MethodListing($0, .unary) }
    let listed = ((others + own).map { MethodListing($0.declaration, $0.kind) } + reflection)
      .sorted { $0.declaration.name < $1.declaration.name }
    return own + [
      .unary(Self.list) { call in
        try call.parameters().finish()
        return MethodListing.json(listed, in: call.context.language)
      },
      .unary(Self.describe) { call in
        let parameters = try call.parameters()
        try parameters.finish()
        let name = parameters.text("method")
        guard let method = listed.first(where: { $0.declaration.name == name }) else {
          throw Status.unknownMethod(name, path: "method", known: listed.map(\.declaration.name))
        }
        return method.described(in: call.context.language)
      },
    ]
  }

  private static let info = MethodDeclaration(
    "kurukan.v1.Server/Info",
    Wording(en: "Tells the server's version and limits.", fr: "Donne la version et les limites du serveur."),
    access: .everyone, cost: .small, timeout: .seconds(15), parameters: .none,
    answer: [
      .required("name", .string, Wording(en: "always kurukan", fr: "toujours kurukan")),
      .required("version", .string, Wording(en: "the server's version", fr: "la version du serveur")),
      .required("limits", .object, Wording(en: "each limit by its name", fr: "chaque limite par son nom")),
    ])

  private static let check = MethodDeclaration(
    "kurukan.v1.Health/Check",
    Wording(en: "Tells whether the server can do its work.", fr: "Dit si le serveur peut faire son travail."),
    access: .everyone, cost: .small, timeout: .seconds(15),
    parameters: .fields([
      .optional(
        "service", .string,
        Wording(en: "empty: only the whole server is checked", fr: "vide : seul le serveur entier est vérifié"))
    ]),
    answer: [status])

  static let status = MethodField.required(
    "status", .string, Wording(en: "SERVING or NOT_SERVING", fr: "SERVING ou NOT_SERVING"))

  /// What is told of the server's health.
  static func status(_ isHealthy: Bool) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("status", isHealthy ? "SERVING" : "NOT_SERVING")
    json.endObject()
    return json.bytes
  }

  private static let list = MethodDeclaration(
    "kurukan.v1.Reflection/List", Wording(en: "Lists the methods.", fr: "Énumère les méthodes."), access: .everyone,
    cost: .small, timeout: .seconds(15), parameters: .none,
    answer: [
      .required(
        "methods", .objects,
        Wording(
          en: "name, summary, kind, who may call it, parameters, answer",
          fr: "nom, résumé, genre, qui peut l’appeler, paramètres, réponse"))
    ])

  private static let describe = MethodDeclaration(
    "kurukan.v1.Reflection/Describe",
    Wording(
      en: "Describes a method, with the JSON Schema of what it takes and gives.",
      fr: "Décrit une méthode, avec le JSON Schema de ce qu’elle prend et donne."), access: .everyone, cost: .small,
    timeout: .seconds(15),
    parameters: .fields([
      .required(
        "method", .string,
        Wording(en: "its full name, as kurukan.v1.Records/Get", fr: "son nom complet, comme kurukan.v1.Records/Get"))
    ]),
    answer: [
      .required("name", .string, Wording(en: "the method's name", fr: "le nom de la méthode")),
      .required("summary", .string, Wording(en: "what it does", fr: "ce qu’elle fait")),
      .required("parametersSchema", .object, Wording(en: "what a call takes", fr: "ce que prend un appel")),
      .optional(
        "itemSchema", .object,
        Wording(en: "each message of its client's stream", fr: "chaque message du flux du client")),
      .optional(
        "messageSchema", .object, Wording(en: "each message of its stream", fr: "chaque message de son flux")),
      .required("answerSchema", .object, Wording(en: "the answer", fr: "la réponse")),
    ])

  @Sendable private func info(_ call: Call) async throws -> [UInt8] {
    try call.parameters().finish()
    var json = JSONWriter(capacity: 1_024)
    json.beginObject()
    json.member("name", "kurukan")
    json.member("version", version)
    json.key("limits")
    json.beginObject()
    for entry in limits().entries {
      json.key(dynamic: entry.name)
      json.integer(entry.value)
    }
    json.endObject()
    json.endObject()
    return json.bytes
  }

  @Sendable private func check(_ call: Call) async throws -> [UInt8] {
    var parameters = try call.parameters()
    if let service = parameters.string("service"), !service.isEmpty {
      parameters.note(
        "service",
        Wording(
          "whole_server", en: "Only the whole server is checked: leave `service` out.",
          fr: "Seul le serveur entier est vérifié : omettez `service`."), found: service)
    }
    try parameters.finish()
    return Self.status(await health.isHealthy)
  }
}
