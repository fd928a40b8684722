import ReportDocument

/// An Excel workbook (ECMA-376, transitional) to compute with: a sheet to read first, one of the report's prose, one for
/// each table, and one for each part that a format names.
///
/// Sheets are written as they come. Only the first two wait in memory, the first because it lists the others, the second
/// because tables stand among its prose; ``XLSXLimits/proseBytes`` bounds them.
struct XLSXSpelling: MediumSpelling {
  let language: DocumentLanguage
  let phrases: WriterPhrases
  let words: XLSXPhrases
  let inline: XLSXInline
  let context: SpellingContext
  let styles = XLSXStyles()
  let file: XLSXFile
  var names = SheetNames()
  /// All sheets, in the workbook's order.
  var sheets: [XLSXSheet]
  /// What is said first, and of what the report does not show.
  let readMe: XLSXSheet
  let report: XLSXSheet
  /// The part's sheet, if the format names one.
  var partSheet: XLSXSheet?
  /// The sheet of the table that was written last, as long as its note and figure may follow.
  var tableSheet: XLSXSheet?
  var table: XLSXTable?
  /// What each sheet shows, for the list of them.
  var shown: [Int: String] = [:]
  var places: [Anchor: String] = [:]
  var cover: CoverPage?
  var fault: DocumentError?
  /// Whether what was withheld is being said, which stands on the first sheet.
  var isWithheld = false

  init(_ context: SpellingContext) {
    self.context = context
    language = context.language
    phrases = context.phrases
    words = .phrases(in: context.language)
    inline = XLSXInline(language: context.language, footnotes: context.footnotes)
    file = XLSXFile(context.output)
    readMe = XLSXSheet(names.name(for: words.readMe), number: 1, isKept: true)
    report = XLSXSheet(names.name(for: words.report), number: 2, isKept: true)
    sheets = [readMe, report]
  }

  /// Where prose goes now.
  var proseSheet: XLSXSheet { isWithheld ? readMe : partSheet ?? report }

  mutating func passOn() throws {
    if let fault { throw fault }
    if let cover { try file.begin(cover, language) }
    guard report.bytes.count + readMe.bytes.count <= XLSXLimits.proseBytes else {
      throw DocumentError(
        .limitExceeded,
        "A workbook holds up to \(XLSXLimits.proseBytes >> 20) MiB of prose beside its tables; this report has more. "
          + "Ask for HTML or DOCX.")
    }
    for sheet in finished { try file.finish(sheet, context) }
    finished = []
    let current = tableSheet ?? partSheet
    if let current, current.row > XLSXLimits.rows { throw Self.tooManyRows }
    if let current, current.isReady, current.bytes.count >= OutputBuffer.pieceBytes {
      try file.write(current)
    }
  }

  private static let tooManyRows = DocumentError(
    .limitExceeded, "A sheet has up to \(XLSXLimits.rows) rows; a part of this report has more. Ask for HTML or CSV.")

  /// Sheets that have ended and are not yet handed on whole.
  var finished: [XLSXSheet] = []

  mutating func end() throws {
    settle()
    endPartSheet()
    try passOn()
    writeSheetList()
    guard let cover else { return }
    let titles = XLSXRunningTitles(cover, context)
    for sheet in [readMe, report] {
      sheet.end(titles, styles) { places[$0] }
      try file.finish(sheet, context)
    }
    try file.finish(sheets, styles)
  }

  /// A new sheet, which comes after the others.
  mutating func newSheet(_ name: String, _ orientation: Part.Orientation, shows: String) -> XLSXSheet {
    if sheets.count >= XLSXLimits.sheets, fault == nil {
      fault = DocumentError(
        .limitExceeded,
        "A workbook has up to \(XLSXLimits.sheets) sheets; this report has more tables and parts. Ask for HTML or CSV.")
    }
    let sheet = XLSXSheet(names.name(for: name), number: sheets.count + 1, orientation: orientation)
    sheets.append(sheet)
    shown[sheet.number] = shows
    return sheet
  }

  /// Ends the sheet of the last table: what comes now is not about it.
  mutating func settle() {
    guard let sheet = tableSheet else { return }
    tableSheet = nil
    if sheet !== partSheet, !sheet.isKept { finish(sheet) }
  }

  mutating func endPartSheet() {
    if let sheet = partSheet { finish(sheet) }
    partSheet = nil
  }

  private mutating func finish(_ sheet: XLSXSheet) {
    guard let cover else { return }
    sheet.end(XLSXRunningTitles(cover, context), styles) { places[$0] }
    finished.append(sheet)
  }

  /// A row of prose, or several where it is long.
  mutating func prose(_ prose: XLSXProse, on sheet: XLSXSheet? = nil) {
    let sheet = sheet ?? proseSheet
    for piece in prose.pieces { sheet.append(piece, styles) }
  }

  /// Notes where an anchor stands: in the next row of prose.
  mutating func place(_ anchor: Anchor, on sheet: XLSXSheet) {
    places[anchor] = "\(XLSXNames.quoted(sheet.name))!A\(sheet.nextRow)"
  }
}
