import Disclosure
import JSONBytes
import LineRPC
import MethodCatalogue
import PluginDescriptions
import PluginHost
import RecordStore
import Records
import Violations

/// `kurukan.v1.Findings/Tally`: how many there are, by what; the same counts, from the same code, as a report prints.
struct FindingsTally: Sendable {
  let store: Store
  let host: PluginHost

  var method: Method { .unary(Self.declaration, tally) }

  static let declaration = MethodDeclaration(
    "kurukan.v1.Findings/Tally",
    Wording(
      en: "Counts what reports may use of a programme: findings, people or others, by up to"
        + " \(RecordLimits.queryDimensions) dimensions.",
      fr: "Compte ce que les rapports peuvent utiliser d’un programme : constats, personnes ou autres, selon"
        + " \(RecordLimits.queryDimensions) dimensions au plus."),
    access: .roles([.reviewer, .donor, .auditor]), cost: .database, timeout: .seconds(60),
    parameters: .fields([
      .required("programme", .string, Wording(en: "the programme's key", fr: "la clé du programme")),
      .optional(
        "from", .string,
        Wording(
          en: "what is counted: finding (by default), participation for people, or another source",
          fr: "ce qui est compté : finding (par défaut), participation pour les personnes, ou une autre source")),
      .optional(
        "groupBy", .strings, Wording(en: "by what, such as region and theme", fr: "selon quoi : region, theme…")),
      .optional(
        "measures", .strings,
        Wording(
          en: "how it is counted; the first that the source has by default",
          fr: "comment c’est compté ; par défaut, la première mesure de la source")),
      .optional(
        "where", .object,
        Wording(
          en: "conditions: a dimension and the values that it may have, such as {\"region\":[\"gao\"]}",
          fr: "conditions : une dimension et ses valeurs admises, comme {\"region\":[\"gao\"]}")),
      .optional("notBefore", .string, Wording(en: "the first day", fr: "le premier jour")),
      .optional("notAfter", .string, Wording(en: "the last day", fr: "le dernier jour")),
      .optional("totals", .boolean, Wording(en: "the margins too", fr: "les marges aussi")),
      .optional("level", .string, Wording(en: "the highest level; public by default", fr: "public par défaut")),
      .optional("threshold", .integer, .thresholdParameter),
    ]),
    answer: [
      .required(
        "cells", .objects,
        Wording(
          en: "values and labels by dimension (absent where it is summed over), and counts by measure; one that is"
            + " hidden to protect people is {\"suppressed\":true}",
          fr: "valeurs et libellés par dimension (absente quand on en fait la somme), effectifs par mesure ; celui qui"
            + " est masqué pour protéger les personnes est {\"suppressed\":true}")),
      .optional("withheld", .objects, .withheldAnswer),
      .optional("hiddenPercent", .integer, .hiddenPercentAnswer),
    ])

  /// What a tally may print of people besides what reports print: who may read no records gets these and theirs. It
  /// counts over the periods of the installed reports, since each other would have all of them hide more.
  static func declaredCounts(_ kinds: KindCatalogue, reports: [InstalledReport]) -> [DeclaredCount] {
    [["group", "sex"], ["region", "sex"]].flatMap { groupBy -> [DeclaredCount] in
      let query: JSONValue = [
        "name": "tally", "from": "participation",
        "where": [
          "grant": ["parameter": "grant"], "notBefore": ["parameter": "notBefore"],
          "notAfter": ["parameter": "notAfter"],
        ],
        "groupBy": .array(groupBy.map { .string($0) }), "measures": ["people"], "totals": true,
      ]
      guard let query = try? RecordQuery(query, kinds: kinds) else { return [] }
      let overAllDays = DeclaredCount(query, level: .public, cadences: [])
      return ([overAllDays] + reports.map { DeclaredCount(query, level: .public, of: $0) }).compactMap { $0 }
    }
  }

  @Sendable private func tally(_ call: Call) async throws -> [UInt8] {
    let principal = try call.principal
    var parameters = try call.parameters()
    let programme = parameters.text("programme")
    let level = parameters.level() ?? .public
    let threshold = parameters.threshold()
    let query = parameters.tally(among: store.kinds)
    try parameters.finish()
    guard let query else { throw Status(.parameterInvalid, Reason.parameterInvalid.summary) }
    try principal.require(programme: programme)
    try principal.require(level: level)
    call.notes.note("programme", programme)
    call.notes.note("level", level.code)
    call.notes.note("threshold", String(threshold.rawValue))
    call.notes.note("source", query.source.name)
    let language = Language(rawValue: call.context.language.rawValue) ?? .french
    return try await store.snapshots.withSnapshot(
      of: programme, scope: principal.scope.lowered(to: level), queries: [query],
      declared: DeclaredCount.all(in: host.catalogue, kinds: store.kinds), threshold: threshold,
      deadline: call.context.deadline ?? .now + .seconds(60)
    ) { snapshot in
      let answer = TallyAnswer(query, language)
      try await snapshot.rows(of: query) { try answer.add($0) }
      return answer.finish(snapshot.withheld, snapshot.hidden)
    }
  }
}

extension CallParameters {
  /// One of a list of codes, if it is there.
  fileprivate mutating func code(_ name: String, of codes: [String]) -> String? {
    guard let code = string(name) else { return nil }
    if codes.contains(code) { return code }
    unknownCode(name, code, allowed: codes)
    return nil
  }

  /// The query that the parameters describe; nil if they are none, which is noted.
  ///
  /// A tally is by what has codes, by year and by grant: keys of records are not told to whoever may not read them.
  fileprivate mutating func tally(among kinds: KindCatalogue) -> RecordQuery? {
    guard let name = code("from", of: kinds.sources.map(\.name)) ?? (string("from") == nil ? "finding" : nil),
      let source = kinds.source(name)
    else { return nil }
    let offered = source.dimensions.filter { $0.codes != nil || $0.location == .year || $0.name == "grant" }
    let names = offered.map(\.name)
    for (index, name) in strings("groupBy").enumerated() where !names.contains(name) {
      unknownCode("groupBy[\(index)]", name, allowed: names)
    }
    if strings("groupBy").count > RecordLimits.queryDimensions {
      note(
        "groupBy",
        Wording(
          "too_many_dimensions", en: "Count by at most \(RecordLimits.queryDimensions) dimensions.",
          fr: "Comptez selon \(RecordLimits.queryDimensions) dimensions au plus."), found: "\(strings("groupBy").count)"
      )
    }
    let measures = strings("measures").isEmpty ? source.measures.prefix(1).map(\.name) : strings("measures")
    for (index, name) in measures.enumerated() where !source.measures.contains(where: { $0.name == name }) {
      unknownCode("measures[\(index)]", name, allowed: source.measures.map(\.name))
    }
    var conditions = JSONObject()
    for member in object("where")?.members ?? [] {
      conditions[member.key] = member.value
      guard let dimension = offered.first(where: { $0.name == member.key }) else {
        unknownCode("where.\(member.key)", member.key, allowed: names)
        continue
      }
      guard let codes = dimension.codes else { continue }
      for code in (member.value.array ?? [member.value]).compactMap(\.string) where !codes.contains(code) {
        note(codes.violation(of: code, at: "where.\(member.key)"))
      }
    }
    for name in [RecordQuery.Filter.notBefore, RecordQuery.Filter.notAfter] {
      guard let text = string(name) else { continue }
      if CalendarDate(text) == nil {
        note(
          name, Wording("day", en: "Write a day, such as 2024-03-19.", fr: "Écrivez un jour, comme 2024-03-19."),
          found: text)
      }
      conditions[name] = .string(text)
    }
    guard (try? finish()) != nil else { return nil }
    return query(
      [
        "name": "tally", "from": .string(source.name), "where": .object(conditions),
        "groupBy": .array(strings("groupBy").map { .string($0) }), "measures": .array(measures.map { .string($0) }),
        "totals": .bool(boolean("totals") ?? false),
      ], kinds)
  }

  private mutating func query(_ json: JSONValue, _ kinds: KindCatalogue) -> RecordQuery? {
    do {
      return try RecordQuery(json, kinds: kinds)
    } catch {
      for violation in error.violations { note(violation) }
      return nil
    }
  }
}
