import Records
import ReportDocument

/// On what the words of people rest that a report prints. Consents on record are not counted: each is a person, and below
/// `internal` not even a hidden count by their basis may be asked for. Those taken back are told by the core alone, and roughly.
public enum ConsentNote {
  /// How often each basis stands behind what is printed; an empty code where none is stated.
  public typealias Bases = [String: Int]

  /// How often rows that are printed rest on each basis.
  public static func bases(of rows: some Sequence<InputRow>) -> Bases {
    rows.reduce(into: [:]) { $0[$1.string("consentBasis") ?? "", default: 0] += 1 }
  }
}

extension ReportBuilder {
  /// On whose consent the report rests, with the words `consent.…`.
  ///
  /// - Parameter printed: what the report prints of people's words, such as `findings`, each a column with the words
  ///   `consent.<name>`.
  public mutating func consentNote(printed: KeyValuePairs<String, ConsentNote.Bases>) throws {
    let printed = printed.map { (name: $0.key, bases: $0.value) }
    let names = basisName
    try table(
      "consent", of: CodeLists.consentBasis.ordered(printed.flatMap(\.bases.keys)), missing: "consent",
      [.text("basis", width: 5) { .text(names($0)) }]
        + printed.map { kind in .number(kind.name, width: 2) { .number(kind.bases[$0] ?? 0) } })
    try paragraph(label: "consent.none")
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
