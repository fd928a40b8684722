import Disclosure
import JSONBytes
import PluginHost
import RecordStore
import Records
import Synchronization
import Violations

/// Which of a report's queries found nothing, and what its requester is told of each kind of record that is missing.
final class EmptyInputs: Sendable {
  private struct State {
    var rows: [String: Int] = [:]
    var ended: Set<String> = []
  }

  private let state = Mutex(State())

  func noteRow(of query: RecordQuery) { state.withLock { $0.rows[query.name, default: 0] += 1 } }

  /// How many rows a query gives where there is nothing: a count over everything is there, and 0.
  private static func rowsOfNothing(_ query: RecordQuery) -> Int {
    guard case .counts(let groupBy, _, let totals) = query.shape else { return 0 }
    return totals || groupBy.isEmpty ? 1 : 0
  }

  /// Notes that a query was read to its end: of others nobody knows what they would have found.
  func noteEnd(of query: RecordQuery) { state.withLock { _ = $0.ended.insert(query.name) } }

  /// A diagnostic for each kind of record that the report asks for and has none of, though the programme has some.
  func diagnostics(_ request: RenderRequest, _ snapshot: ReportSnapshot) async throws -> [JSONValue] {
    var diagnostics: [JSONValue] = []
    for kind in missingKinds(request.queries) {
      guard let query = request.queries.first(where: { $0.source.kind == kind }) else { continue }
      let why = try await snapshot.whyNothing(of: query)
      guard !why.isEmpty else { continue }
      let sentence = Self.sentence(kind, why, request.level)
      diagnostics.append([
        "severity": "warning", "summary": .string(sentence.text(in: request.language == .french ? .french : .english)),
        "path": .string(query.name),
      ])
    }
    return diagnostics
  }

  /// Kinds of which no query of the report found a row, in the order in which they are asked for.
  private func missingKinds(_ queries: [RecordQuery]) -> [RecordKind] {
    let state = state.withLock { $0 }
    var kinds: [RecordKind] = []
    // That nothing is missing is nothing to complain of.
    let queries = queries.filter { $0.missing == nil }
    for query in queries where !kinds.contains(query.source.kind) {
      let ofKind = queries.filter { $0.source.kind == query.source.kind }
      let hasNothing = ofKind.allSatisfy { query in
        state.ended.contains(query.name) && state.rows[query.name, default: 0] <= Self.rowsOfNothing(query)
      }
      if hasNothing {
        kinds.append(query.source.kind)
      }
    }
    return kinds
  }

  private static func sentence(
    _ kind: RecordKind, _ why: NothingFound, _ level: ConfidentialityLevel
  ) -> Wording {
    var english: [String] = []
    var french: [String] = []
    if let count = why.aboveLevel {
      english.append(
        "\(words(count, .english)) above the level \(level.code), which a higher level shows (level, --level)")
      french.append(
        "\(words(count, .french)) au-dessus du niveau \(level.code), qu’un niveau plus haut montre (level, --level)")
    }
    if let count = why.notValidated {
      english.append("\(words(count, .english)) not yet validated (kurukan review)")
      french.append("\(words(count, .french)) pas encore validés (kurukan review)")
    }
    if let count = why.onOtherDays {
      english.append("\(words(count, .english)) outside of the days asked for (period, --from, --to)")
      french.append("\(words(count, .french)) hors des jours demandés (period, --from, --to)")
    }
    return Wording(
      en: "The report has no record of the kind \(kind.name), though there are some: "
        + english.joined(separator: "; ") + ".",
      fr: "Le rapport n’a aucun enregistrement du type \(kind.name), alors qu’il y en a : "
        + french.joined(separator: " ; ") + ".")
  }

  private static func words(_ count: ApproximateCount, _ language: Language) -> String {
    if let about = count.about { return language == .french ? "environ \(about)" : "about \(about)" }
    let bound = count.fewerThan ?? SuppressionThreshold.standard.rawValue
    return language == .french ? "moins de \(bound)" : "fewer than \(bound)"
  }
}
