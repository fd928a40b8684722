import ReportDocument

/// What a report says of its own making, which nobody has to keep count of.
extension ReportBuilder {
  /// How many records of each input the report has read, for the inputs that the format has the label
  /// `<key>.inputs.<input>` for and that were not skipped. The other words are the kit's own, of the key `sources`. Inputs
  /// whose number tells of people, such as consents and stories, have no such label: rows that were read are no count that
  /// the core has protected.
  public mutating func sources(_ key: String) throws {
    let rows = inputs.names.compactMap { name -> (label: String, source: InputLedger.Source)? in
      guard let label = labels.find("\(key).inputs.\(name)"), let source = inputs.ledger[name] else { return nil }
      return (request.text(label), source)
    }
    try table(
      key, of: rows, missing: key,
      [
        .text("source", width: 6) { .text($0.label) }, .number("records", width: 2) { .number($0.source.rows) },
        .date("latest", width: 3) { $0.source.latest.map { .date($0) } ?? .text("—") },
      ])
  }

  /// The acronyms of the organisations that the report has named; nothing without any.
  ///
  /// - Parameter heading: the label of a heading above them.
  public mutating func acronyms(_ heading: String) throws {
    let names = inputs.ledger.acronyms
    guard !names.isEmpty else { return }
    try self.heading(heading)
    try add(.definitions(DefinitionList(names.map { Definition(TitleText($0.short), RichText($0.full)) })))
  }

  /// Warns when the report is likely to be longer than its donor takes.
  public mutating func warn(longerThan pages: Int) throws {
    let estimate = length.pages
    guard estimate > pages else { return }
    try diagnose(
      .warning,
      request.text(
        en: "The report is likely to be longer than \(pages) pages: about \(estimate).",
        fr: "Le rapport dépassera sans doute \(pages) pages : environ \(estimate)."))
  }
}

/// How long a report gets on paper, roughly.
struct ReportLength: Sendable {
  private var characters = 0

  /// Characters of a full page of tables and prose at 11 points.
  private static let charactersPerPage = 2_600
  /// What a block takes beside its text: the space around it, a table's lines, the rest of a line that is not full.
  private static let charactersPerBlock = 60

  mutating func count(_ block: Block) {
    characters += Self.charactersPerBlock
    block.eachValue { (value: InlineValue) throws(Never) in
      switch value.content {
      case .text(let span): characters += span.text.count
      case .label(let label, _): characters += label.count
      default: characters += 8
      }
    }
  }

  var pages: Int { characters / Self.charactersPerPage + 1 }
}
