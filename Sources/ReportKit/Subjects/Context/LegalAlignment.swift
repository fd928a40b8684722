import Records
import ReportDocument

/// The law and the policies that a plan or a programme follows, which all programmes share.
extension ReportBuilder {
  /// The legal and policy instruments that a framework follows, by their levels: reads the inputs of
  /// ``InputQuery/legalAlignment``. The requester is told how many of those that it names may not be shown.
  ///
  /// - Parameter framework: nil where there is none, which follows nothing.
  public mutating func instruments(followedBy framework: ResultsFramework?) throws {
    var followed: Set<String> = []
    var known: Set<String> = []
    for row in try inputs.rows(of: "alignment") {
      guard let key = row.string("key") else { continue }
      known.insert(key)
      if key == framework?.row.string("key") { followed.formUnion(row.strings("alignedWith")) }
    }
    // At most as many as a framework may follow.
    let instruments = try inputs.rows(of: "instruments").filter { followed.contains($0.string("key") ?? "") }
    let sorted = CodeLists.instrumentLevel.codes.flatMap { level in
      instruments.filter { $0.string("instrumentLevel") == level }
    }
    try write(sorted)
    known.formUnion(sorted.compactMap { $0.string("key") })
    let unknown = followed.subtracting(known)
    if !unknown.isEmpty { try warn("instruments.unknown", count: unknown.count, path: "framework.alignedWith") }
  }

  private mutating func write(_ instruments: [InputRow]) throws {
    let words = words
    // A source that is that of all stands once.
    let sources = instruments.map { $0.citation(words) }
    let common = sources.count > 1 && Set(sources).count == 1 ? sources.first : nil
    let source = TableField<InputRow>.text("source", width: 9) { $0.citation(words) }.unlessEmpty
    try table(
      "instruments", of: instruments, missing: "framework.alignedWith",
      grouped: { $0.label("instrumentLevel") ?? "" },
      [
        .text("title", width: 10) { $0.value("title") },
        .text("type", width: 5) { .text($0.label("frameworkType")) },
        .text("adopted", width: 5) { .text($0.partialDateText("adoptedOn")) }.unlessEmpty,
        // What binds the country alone is adopted, and not ratified.
        .text("ratified", width: 5) { row in
          .text(row.string("instrumentLevel") == "national" ? "—" : row.partialDateText("ratifiedOn"))
        }.unlessEmpty,
      ] + (common == nil ? [source] : []))
    guard let common, common != .missing, common != .undisclosed else { return }
    let text = ValueText.text(of: common, in: DocumentLanguage(request.language), place: .prose)
    try paragraph(label: "instruments.common", ["source": text])
  }
}

extension InputQuery {
  /// What frameworks follow, and the legal and policy instruments: inputs `alignment` and `instruments`, which
  /// ``ReportBuilder/instruments(followedBy:)`` reads in this order. The first is of all types, since a plan may follow a
  /// framework that is no instrument.
  public static let legalAlignment: [InputQuery] = [
    listing("alignment", from: "framework", select: ["alignedWith"]),
    listing(
      "instruments", from: "framework", where: ["frameworkType": ["legal_instrument", "policy_instrument"]],
      select: ["frameworkType", "title", "instrumentLevel", "adoptedOn", "ratifiedOn", "source", "language"],
      orderBy: ["key"]
    ).labelled(),
  ]
}
