import Records
import ReportDocument

extension InputQuery {
  /// Consents by their basis: input `consents`, which ``ConsentNote/init(_:_:)`` reads. A consent is a person, so that the
  /// core counts them and hides what is small. Of all days, since below `restricted` nobody may know on which day one was
  /// given.
  public static let consents = tally(
    "consents", from: "consent", groupBy: ["basis"], measures: ["count"], totals: true
  ).outside(.period).labelled()
}

/// On what the words of people rest that a report prints: how many of what it prints on which basis, and how many consents
/// are on record. Those taken back are told by the core alone, and roughly.
public struct ConsentNote: Sendable {
  /// How often each basis stands behind what is printed; an empty code where none is stated.
  public typealias Bases = [String: Int]

  private var recorded: [String: InlineValue] = [:]
  fileprivate private(set) var total: InlineValue = .missing

  /// Reads ``InputQuery/consents``, and none below the level at which one may know whose they are.
  public init(_ inputs: ReportInputs, _ request: ReportRequest) throws {
    guard request.level >= .restricted else {
      try inputs.skip("consents")
      return
    }
    for row in try inputs.rows(of: "consents") {
      if let basis = row.string("basis") {
        recorded[basis] = row.count("count")
      } else {
        total = row.count("count")
      }
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

  fileprivate func recorded(_ basis: String) -> InlineValue { recorded[basis] ?? (basis.isEmpty ? "—" : .number(0)) }

  fileprivate var isEmpty: Bool { recorded.isEmpty }
}

extension ReportBuilder {
  /// On whose consent the report rests, with the words `consent.…`. Where no consent may be counted, a sentence says so.
  ///
  /// - Parameter printed: what the report prints of people's words, such as `findings`, each a column with the words
  ///   `consent.<name>`.
  public mutating func consentNote(
    _ note: ConsentNote, printed: KeyValuePairs<String, ConsentNote.Bases>
  ) throws {
    let printed = printed.map { (name: $0.key, bases: $0.value) }
    let names = basisName
    var fields = [TableField<String>.text("basis", width: 5) { .text(names($0)) }]
    fields += printed.map { kind in .number(kind.name, width: 2) { .number(kind.bases[$0] ?? 0) } }
    var total = [InlineValue.text(words["headcount.all"])]
    total += printed.map { .number($0.bases.values.reduce(0, +)) } + [note.total]
    if !note.isEmpty { fields.append(.number("records", width: 3) { note.recorded($0) }) }
    try table(
      "consent", of: note.lines(printed.map(\.bases)), missing: "consent",
      last: note.isEmpty ? [] : [TableRow(total, role: .total)], fields)
    // Consents are confidential as a rule, so that this is nothing to mend.
    if note.isEmpty { try paragraph(label: "consent.none") }
    try consentHeldBack()
  }

  /// The same in a sentence, for a report that has no room for a table: how many findings are printed on which basis.
  public mutating func consentSentence(_ bases: ConsentNote.Bases) throws {
    let told = CodeLists.consentBasis.ordered(bases.keys).map { "\(basisName($0)) (\(bases[$0] ?? 0))" }
    if !told.isEmpty { try paragraph(label: "consent.sentence", ["bases": told.joined(separator: ", ")]) }
    try consentHeldBack()
  }

  private var basisName: (String) -> String {
    let (request, unstated) = (request, words["consent.unstated"])
    return { $0.isEmpty ? unstated : request.label(CodeLists.consentBasis, $0) ?? $0 }
  }

  /// What the core holds back since somebody took a consent back, as roughly as it says so.
  private mutating func consentHeldBack() throws {
    guard let item = request.withheld.first(where: { $0.reason == "consent_withdrawn" }) else { return }
    if let about = item.about {
      try paragraph(label: "consent.about", ["count": "\(about)"])
    } else if let below = item.fewerThan {
      try paragraph(label: "consent.fewer", ["count": "\(below)"])
    }
  }
}
