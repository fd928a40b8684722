public import Records
public import ReportDocument

/// Puts a report together, block by block, in reading order.
///
/// Every function throws once nobody waits for the report any more, or once an input could not be read: let
/// the error through. Typography and escaping are the writer's work: hand over plain text.
public struct ReportBuilder {
  /// What was asked for.
  public let request: ReportRequest

  /// The format's own words in the report's language.
  public let words: Words

  let host: any ComposingHost
  let inputs: ReportInputs
  let formatVersion: String
  let labels: Labels
  var narratives = Narratives()
  private(set) var length = ReportLength()
  private var outline = Outline()
  private var hasBegun = false
  private var level = 0
  private var headingCount = 0
  private var tableCount = 0

  init(
    request: ReportRequest, inputs: ReportInputs, host: any ComposingHost, formatVersion: String, labels: Labels
  ) {
    let labels = labels.completed(by: .kit)
    self.request = request
    self.labels = labels
    words = Words(labels, in: request.language)
    self.inputs = inputs
    self.host = host
    self.formatVersion = formatVersion
  }

  /// The cover and, if sections are declared, the contents. Comes before all else, once.
  ///
  /// - Parameter reference: what the donor knows the work by; the grant that the report was asked for unless it says
  ///   otherwise, since figures of one grant are not the programme's.
  public mutating func begin(
    title: Bilingual, subtitle: Bilingual? = nil, donor: Bilingual, reference: String? = nil,
    from: CalendarDate? = nil, to: CalendarDate? = nil, facts: [FormRow] = [], outline: [OutlineSection] = []
  ) throws {
    guard !hasBegun else { throw PluginFault(.reportOrder, "The report was begun already.") }
    hasBegun = true
    let period = from.flatMap { DocumentDate($0) }.flatMap { first in
      to.flatMap { DocumentDate($0) }.flatMap { DocumentPeriod(from: first, to: $0) }
    }
    try add(
      .document(
        DocumentHeader(
          title: TitleText(request.text(title)), subtitle: subtitle.map { TitleText(request.text($0)) },
          donor: TitleText(request.text(donor)),
          reference: reference ?? request.grant, period: period,
          facts: facts.map { $0.labelledValue(in: request.language) },
          version: formatVersion)))
    self.outline = Outline(outline)
    guard !outline.isEmpty else { return }
    try add(
      .contents(
        Contents(
          outline.map { section in
            ContentsEntry(
              level: section.level, text: TitleText(request.text(section.title)), identifier: section.id,
              isNumbered: section.isNumbered)
          })))
  }

  /// The numbered heading of a declared section.
  public mutating func section(_ id: String) throws {
    guard let section = outline.begin(id) else {
      throw PluginFault(.reportOrder, "The outline has no section \(id), or it was begun before.")
    }
    level = section.level
    try add(.heading(Heading(level: level, text: TitleText(request.text(section.title)), identifier: id)))
  }

  /// A heading outside the contents; one level below the section unless said otherwise.
  public mutating func heading(_ text: Bilingual, level: Int? = nil) throws {
    try heading(TitleText(request.text(text)), level: level)
  }

  mutating func heading(_ text: TitleText, level wanted: Int?) throws {
    headingCount += 1
    let level = min(max(wanted ?? (self.level + 1), 1), DocumentLimits.headingLevels)
    try add(.heading(Heading(level: level, text: text, identifier: "heading-\(headingCount)")))
  }

  /// A paragraph; nothing for an empty text.
  public mutating func paragraph(_ text: String) throws {
    if !text.isEmpty { try add(.paragraph(Paragraph(RichText(text)))) }
  }

  /// A paragraph of the format's own words.
  public mutating func paragraph(en: String, fr: String) throws {
    try paragraph(request.text(en: en, fr: fr))
  }

  /// A paragraph of text and figures.
  public mutating func paragraph(_ text: RichText) throws {
    if !text.values.isEmpty { try add(.paragraph(Paragraph(text))) }
  }

  /// A record's own prose: blank lines part paragraphs, lines that begin with `- ` are list items.
  ///
  /// - Parameter written: the language it is in, where that is not the report's.
  public mutating func prose(_ text: String, in written: Language? = nil) throws {
    let language = written == request.language ? nil : written.map { DocumentLanguage($0) }
    for part in Prose.parts(of: text) {
      switch part {
      case .paragraph(let text): try add(.paragraph(Paragraph(Self.rich(text, language))))
      case .list(let items): try add(.list(ItemList(items.map { ListItem(Self.rich($0, language)) })))
      }
    }
  }

  /// A list; nothing without items.
  public mutating func list(_ items: [String], ordered: Bool = false) throws {
    try list(items.map { RichText($0) }, ordered: ordered)
  }

  /// A list of text and figures; nothing without items.
  public mutating func list(_ items: [RichText], ordered: Bool = false) throws {
    if !items.isEmpty { try add(.list(ItemList(items.map { ListItem($0) }, isOrdered: ordered))) }
  }

  /// A table; `body` adds its rows, which go out one by one.
  public mutating func table(
    _ caption: Bilingual, id: String? = nil, columns: [Column], note: Bilingual? = nil,
    _ body: (inout TableBuilder) throws -> Void
  ) throws {
    try table(
      TableStart(
        identifier: id ?? nextTableIdentifier(), caption: TitleText(request.text(caption)),
        columns: columns.map { $0.tableColumn(in: request.language) }), note: note, body)
  }

  /// A table of which all is decided but its rows.
  mutating func table(
    _ start: TableStart, note: Bilingual? = nil, _ body: (inout TableBuilder) throws -> Void
  ) throws {
    try add(.tableStart(start))
    var table = TableBuilder(report: self, columnCount: start.columns.count, note: note)
    try body(&table)
    length = table.report.length
    try add(.tableEnd(TableEnd(note: table.note.map { RichText(request.text($0)) })))
  }

  /// The name of a table that the format gives none.
  mutating func nextTableIdentifier() -> String {
    tableCount += 1
    return "table-\(tableCount)"
  }

  /// Labels and values in two columns; nothing without rows.
  public mutating func form(_ rows: [FormRow]) throws {
    if !rows.isEmpty { try add(.form(Form(rows.map { $0.labelledValue(in: request.language) }))) }
  }

  /// A remark set apart.
  public mutating func callout(_ tone: Callout.Tone, en: String, fr: String) throws {
    try add(.callout(Callout(tone, RichText(request.text(en: en, fr: fr)))))
  }

  /// What stands where text is missing: a visible note and a warning, never silence.
  ///
  /// - Parameter path: where the text belongs, for who has to supply it.
  public mutating func placeholder(en: String, fr: String, path: String? = nil) throws {
    try callout(.placeholder, en: en, fr: fr)
    try diagnose(.warning, request.text(en: en, fr: fr), path: path)
  }

  /// Somebody's words.
  public mutating func quote(_ text: String, attribution: String? = nil) throws {
    try add(.quote(ReportDocument.Quote(RichText(text), attribution: attribution.map { TitleText($0) })))
  }

  /// Starts pages of one orientation and, in a workbook, a sheet.
  ///
  /// - Parameter sheet: the label `sheets.<sheet>` names it; without one, blocks go on in the sheet before.
  public mutating func part(_ orientation: Part.Orientation, sheet: String? = nil) throws {
    try add(.part(Part(orientation, sheet: sheet.map { TitleText(words["sheets.\($0)"]) })))
  }

  /// Starts a new page.
  public mutating func pageBreak() throws { try add(.pageBreak) }

  /// Any block of the document model.
  public mutating func add(_ block: Block) throws {
    try inputs.throwFailure()
    guard hasBegun else { throw PluginFault(.reportOrder, "A report starts with begin(title:…).") }
    length.count(block)
    try host.emit(block.line)
  }

  /// The next piece of a document of the format's own, such as XML, for a medium that is declared for it. Escaping it is
  /// the format's work.
  public mutating func raw(_ text: String) throws {
    try inputs.throwFailure()
    guard hasBegun else { throw PluginFault(.reportOrder, "A report starts with begin(title:…).") }
    try host.emitBytes(Array(text.utf8))
  }

  /// Tells how much is done, from 0 to 1.
  public func progress(_ fraction: Double) { host.progress(fraction) }

  /// Whether nobody waits for the report any more. Long computations without a block in between may ask.
  public var isCancelled: Bool { host.isCancelled }

  /// Tells the requester something. After an error the report is rejected, whatever follows.
  public func diagnose(
    _ severity: DiagnosticSeverity, _ summary: String, detail: String? = nil, path: String? = nil
  ) throws {
    try host.diagnose(Diagnostic(severity: severity, summary: summary, detail: detail, path: path).json)
  }

  func finish() throws {
    try inputs.throwFailure()
    guard hasBegun else { throw PluginFault(.reportOrder, "The format composed nothing.") }
    guard outline.missing.isEmpty else {
      throw PluginFault(
        .reportOrder, "Sections of the outline were never begun: \(outline.missing.joined(separator: ", ")).")
    }
  }

  private static func rich(_ text: String, _ language: DocumentLanguage?) -> RichText {
    RichText([InlineValue(.text(TextSpan(text, language: language)))])
  }
}
