import Records
import ReportDocument

extension InputQuery {
  /// Consents one by one: input `consents`, which ``ConsentNote/init(_:)`` reads. Of all days, since below `restricted` nobody
  /// may know on which day one was given, so that a query bound by days would be refused there.
  public static let consents = listing(
    "consents", from: "consent", select: ["basis", "givenOn", "withdrawnOn", "engagement"], orderBy: ["key"]
  ).outside(.period).labelled()
}

/// On what the words of people rest that a report prints: how many of what it prints on which basis, and how many consents
/// are on record and were taken back.
public struct ConsentNote: Sendable {
  /// How often each basis stands behind what is printed; an empty code where none is stated.
  public typealias Bases = [String: Int]

  /// Stands for the basis of a consent that the readers may not know.
  private static let withheld = "~"

  private let consents: [InputRow]
  private let recorded: [String: [InputRow]]

  /// Reads ``InputQuery/consents``: those given in the report's period, and none below the level at which one may know of
  /// their days.
  ///
  /// - Parameter engagement: the key of the only one whose consents are meant; nil for all.
  public init(_ inputs: ReportInputs, _ request: ReportRequest, at engagement: String? = nil) throws {
    let rows = try inputs.collected("consents")
    consents = rows.filter { row in
      request.level >= .restricted && request.period.covers(row.date("givenOn"), nil)
        && (engagement == nil || row.string("engagement") == engagement)
    }
    recorded = Dictionary(grouping: consents) { row in
      row.isWithheld("basis") ? Self.withheld : row.string("basis") ?? ""
    }
  }

  /// How often rows that are printed rest on each basis.
  public static func bases(of rows: some Sequence<InputRow>) -> Bases {
    rows.reduce(into: [:]) { $0[$1.string("consentBasis") ?? "", default: 0] += 1 }
  }

  /// A row for each basis.
  fileprivate func lines(_ printed: [Bases]) -> [String] {
    CodeLists.consentBasis.ordered(printed.flatMap(\.keys) + recorded.keys)
  }

  fileprivate func name(_ basis: String, _ request: ReportRequest, unstated: String) -> InlineValue {
    if basis == Self.withheld { return .undisclosed }
    return .text(basis.isEmpty ? unstated : request.label(CodeLists.consentBasis, basis))
  }

  fileprivate func recorded(_ basis: String) -> InlineValue {
    isEmpty ? .missing : .number(recorded[basis]?.count ?? 0)
  }

  /// How many were taken back; undisclosed where the readers may not know of one whether it was.
  fileprivate func withdrawn(_ basis: String) -> InlineValue {
    let rows = recorded[basis] ?? []
    if isEmpty { return .missing }
    if rows.contains(where: { $0.isWithheld("withdrawnOn") }) { return .undisclosed }
    return .number(rows.count { $0.date("withdrawnOn") != nil })
  }

  fileprivate var isEmpty: Bool { consents.isEmpty }
}

extension ReportBuilder {
  /// On whose consent the report rests, with the words `consent.…`.
  ///
  /// - Parameter printed: what the report prints of people's words, such as `findings`, each a column with the words
  ///   `consent.<name>`.
  public mutating func consentNote(
    _ note: ConsentNote, printed: KeyValuePairs<String, ConsentNote.Bases>
  ) throws {
    let (request, unstated) = (request, words["consent.unstated"])
    let printed = printed.map { (name: $0.key, bases: $0.value) }
    try table(
      "consent", of: note.lines(printed.map(\.bases)), missing: "consent",
      [.text("basis", width: 5) { note.name($0, request, unstated: unstated) }]
        + printed.map { kind in .number(kind.name, width: 2) { .number(kind.bases[$0] ?? 0) } } + [
          .number("records", width: 2) { note.recorded($0) }, .number("withdrawn", width: 2) { note.withdrawn($0) },
        ])
    // Consents are confidential as a rule, so that this is nothing to mend.
    if note.isEmpty { try callout(.info, "consent.none") }
    try writeHeldBack()
  }

  /// What the core holds back since somebody took a consent back, as roughly as it says so.
  private mutating func writeHeldBack() throws {
    guard let item = request.withheld.first(where: { $0.reason == "consent_withdrawn" }) else { return }
    if let about = item.about {
      try paragraph(label: "consent.about", ["count": "\(about)"])
    } else if let below = item.fewerThan {
      try paragraph(label: "consent.fewer", ["count": "\(below)"])
    }
  }
}
