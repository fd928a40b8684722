import ReportDocument

/// The workbook's parts in the order in which they are written: sheets as they come, then those that waited, then what is
/// only known at the end. A class, since the archive below must not be copied.
final class XLSXFile {
  private var package: OfficePackage?
  private let output: WriterOutput
  private var open: Int?

  init(_ output: @escaping WriterOutput) { self.output = output }

  /// Begins the file.
  func begin(_ cover: CoverPage, _ language: DocumentLanguage) throws {
    guard package == nil else { return }
    var package = try OfficePackage(output: output)
    try package.relationships(
      of: nil,
      [
        OfficeRelationship(
          identifier: "workbook", type: XLSXNames.relations + "/officeDocument", target: "xl/workbook.xml"),
        OfficeRelationship(
          identifier: "core", type: CoreProperties.relationship, target: String(CoreProperties.part.dropFirst())),
        OfficeRelationship(
          identifier: "app", type: XLSXNames.relations + "/extended-properties", target: "docProps/app.xml"),
      ])
    try package.part(
      CoreProperties.part, type: CoreProperties.type, CoreProperties(cover: cover, language: language).xml)
    try package.part(
      "/docProps/app.xml", type: "application/vnd.openxmlformats-officedocument.extended-properties+xml",
      "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
        + "<Application>Kurukan</Application></Properties>")
    self.package = consume package
  }

  /// Hands on what of a sheet has been spelled.
  func write(_ sheet: XLSXSheet) throws {
    if open != sheet.number {
      try package?.beginPart(XLSXNames.sheet(sheet.number), type: XLSXNames.type("worksheet"))
      open = sheet.number
    }
    try package?.write(sheet.take())
  }

  /// Hands on the rest of a sheet that has been ended, and what hangs on it.
  func finish(_ sheet: XLSXSheet, _ context: SpellingContext) throws {
    try write(sheet)
    var relations = sheet.links.addresses.enumerated().map { index, address in
      OfficeRelationship(
        identifier: XLSXLinks.identifier(index), type: XLSXNames.relations + "/hyperlink", target: address,
        isExternal: true)
    }
    if !sheet.figures.isEmpty {
      relations.append(
        OfficeRelationship(
          identifier: "drawing", type: XLSXNames.relations + "/drawing",
          target: "../drawings/drawing\(sheet.number).xml"))
      try package?.part(
        XLSXNames.drawing(sheet.number), type: XLSXNames.drawingType, XLSXDrawing(sheet.figures, context).part)
    }
    if !relations.isEmpty { try package?.relationships(of: XLSXNames.sheet(sheet.number), relations) }
  }

  /// Writes the list of sheets and the styles, and ends the file.
  func finish(_ sheets: [XLSXSheet], _ styles: XLSXStyles) throws {
    try package?.part(XLSXNames.styles, type: XLSXNames.type("styles"), styles.part)
    var xml = "<workbook xmlns=\"\(XLSXNames.main)\" xmlns:r=\"\(XLSXNames.relations)\"><bookViews>"
    xml += "<workbookView firstSheet=\"0\" activeTab=\"0\"/></bookViews><sheets>"
    for sheet in sheets {
      xml +=
        "<sheet name=\"\(XMLText.escaped(sheet.name))\" sheetId=\"\(sheet.number)\" r:id=\"sheet\(sheet.number)\"/>"
    }
    xml += "</sheets>"
    let names = sheets.enumerated().map { $1.definedNames(index: $0) }.joined()
    if !names.isEmpty { xml += "<definedNames>\(names)</definedNames>" }
    try package?.part(XLSXNames.workbook, type: XLSXNames.type("sheet.main"), xml + "</workbook>")
    var relations = sheets.map { sheet in
      OfficeRelationship(
        identifier: "sheet\(sheet.number)", type: XLSXNames.relations + "/worksheet",
        target: "worksheets/sheet\(sheet.number).xml")
    }
    relations.append(
      OfficeRelationship(identifier: "styles", type: XLSXNames.relations + "/styles", target: "styles.xml"))
    try package?.relationships(of: XLSXNames.workbook, relations)
    try package?.finish()
  }
}
