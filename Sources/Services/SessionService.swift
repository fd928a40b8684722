import Disclosure
import JSONBytes
public import MethodCatalogue
import Violations

/// `kurukan.v1.Session`: who the connection speaks for.
public struct SessionService: Sendable {
  private let holders: TokenHolders

  /// The service over those who hold tokens.
  public init(holders: TokenHolders) { self.holders = holders }

  /// Its methods, for the router.
  public var methods: [Method] {
    [.unary(Self.authenticate, authenticate), .unary(Self.whoAmI, whoAmI)]
  }

  private static let holder: [MethodField] = [
    .required("principal", .string, Wording(en: "the holder's name", fr: "le nom du détenteur")),
    .required(
      "team", .string, Wording(en: "to whom the holder's records belong", fr: "à qui sont ses enregistrements")),
    .required("role", .string, Wording(en: "what the holder may do", fr: "ce que le détenteur peut faire")),
    .required("level", .string, Wording(en: "the highest level readable", fr: "le niveau lisible le plus élevé")),
    .optional(
      "programmes", .strings,
      Wording(en: "the programmes allowed; all where absent", fr: "les programmes permis ; tous en cas d’absence")),
    .optional(
      "grants", .strings,
      Wording(en: "the grants allowed; all where absent", fr: "les subventions permises ; toutes en cas d’absence")),
    .optional(
      "export", .boolean,
      Wording(en: "whether records may be exported", fr: "si des enregistrements peuvent être exportés")),
  ]

  private static let authenticate = MethodDeclaration(
    "kurukan.v1.Session/Authenticate",
    Wording(
      en: "Sets the token for all later calls of the connection.",
      fr: "Fixe le jeton pour tous les appels suivants de la connexion."),
    access: .everyone, cost: .small, timeout: .seconds(15), isBarrier: true,
    parameters: .fields([
      .required(
        "token", .string,
        Wording(en: "the token that the administrator issued", fr: "le jeton délivré par l’administrateur"))
    ]), answer: holder)

  private static let whoAmI = MethodDeclaration(
    "kurukan.v1.Session/WhoAmI",
    Wording(
      en: "Tells whom the token belongs to, and what it allows.", fr: "Dit à qui est le jeton, et ce qu’il permet."),
    access: .authenticated, cost: .small, timeout: .seconds(15), parameters: .none, answer: holder)

  @Sendable private func authenticate(_ call: Call) async throws -> [UInt8] {
    let parameters = try call.parameters()
    try parameters.finish()
    let credential = Credential(token: parameters.text("token"))
    let principal = try await holders.principal(of: credential, from: call.context.connection.remoteAddress)
    call.context.connection.authenticate(with: credential)
    return Self.describe(principal)
  }

  @Sendable private func whoAmI(_ call: Call) async throws -> [UInt8] {
    try call.parameters().finish()
    return Self.describe(try call.principal)
  }

  private static func describe(_ principal: Principal) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    AccessAnswers.write(principal, to: &json)
    json.endObject()
    return json.bytes
  }
}
