import Disclosure
import LineRPC
public import MethodCatalogue
public import PluginHost
public import RecordStore
import Records
import Violations

/// `kurukan.v1.Findings`: findings by what they say, and how many there are.
public struct FindingsService: Sendable {
  private let store: Store
  private let host: PluginHost

  /// The service over a store and the plugins, whose reports print counts as well.
  public init(store: Store, host: PluginHost) {
    self.store = store
    self.host = host
  }

  /// Its methods, for the router.
  public var methods: [Method] { [.unary(Self.searching, search), FindingsTally(store: store, host: host).method] }

  static let searching = MethodDeclaration(
    "kurukan.v1.Findings/Search",
    Wording(
      en: "Lists, in pages, the findings in whose texts every word occurs, whatever the case and accents.",
      fr: "Énumère par pages les constats dont les textes contiennent tous les mots, sans égard à la casse ni aux"
        + " accents."),
    access: RecordsService.readers, cost: .database, timeout: .seconds(60),
    parameters: .fields(
      [
        .required(
          "text", .string,
          Wording(
            en: "what is looked for: 1 to \(ReadLimits.searchWords) words, each also as a part of a longer one",
            fr: "ce qui est cherché : de 1 à \(ReadLimits.searchWords) mots, chacun aussi à l’intérieur d’un autre")),
        .optional("programme", .string, Wording(en: "the programme's key", fr: "la clé du programme")),
        .optional("theme", .strings, Wording(en: "any of these themes", fr: "l’un de ces thèmes")),
        .optional("region", .strings, Wording(en: "any of these regions", fr: "l’une de ces régions")),
        .optional("severity", .strings, Wording(en: "any of these severities", fr: "l’une de ces gravités")),
      ] + PageParameters.declared),
    answer: [
      .required(
        "records", .objects,
        Wording(
          en: "the findings, as Records/Get answers them, by programme and key",
          fr: "les constats, comme Records/Get les donne, par programme et clé")),
      PageParameters.next,
    ])

  @Sendable private func search(_ call: Call) async throws -> [UInt8] {
    let principal = try call.principal
    var parameters = try call.parameters()
    var filter = RecordFilter(kind: .finding, programme: parameters.string("programme"))
    filter.words = parameters.searchWords("text")
    filter.isWithdrawn = false
    for (name, list) in [("theme", CodeLists.theme), ("region", CodeLists.region), ("severity", CodeLists.severity)] {
      let codes = parameters.codes(name, of: list)
      if !codes.isEmpty { filter.columns[name] = codes }
    }
    let size = parameters.pageSize()
    let after = parameters.pageToken { $0.position(in: .key) }
    try parameters.finish()
    let page = try await store.reads.page(
      filter, scope: principal.scope, after: after, records: size, deadline: call.context.deadline)
    return RecordAnswers.page(page, .key)
  }
}

extension CallParameters {
  /// The words of a text, which must be few: each is looked for in every finding.
  fileprivate mutating func searchWords(_ name: String) -> [SearchWord] {
    let text = text(name)
    let words = SearchWord.words(of: String(text.prefix(ReadLimits.searchCharacters + 1)))
    let isShort = text.count <= ReadLimits.searchCharacters
    if !text.isEmpty, !isShort || !(1...ReadLimits.searchWords).contains(words.count) {
      note(
        name,
        Wording(
          "search_words",
          en: "Look for 1 to \(ReadLimits.searchWords) words of \(ReadLimits.searchCharacters) characters together.",
          fr: "Cherchez de 1 à \(ReadLimits.searchWords) mots, de \(ReadLimits.searchCharacters) caractères en tout."))
    }
    return words
  }
}
