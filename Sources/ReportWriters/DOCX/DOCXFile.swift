import ReportDocument

/// The file's parts in the order in which they are written: what is known from the cover, the document as it comes, what
/// is only known at its end. A class, since the archive below must not be copied.
final class DOCXFile {
  private var package: OfficePackage?
  private let output: WriterOutput
  private var language = DocumentLanguage.french

  private static let folder = "/word/"

  init(_ output: @escaping WriterOutput) { self.output = output }

  var isOpen: Bool { package != nil }

  /// Writes the parts that stand before the document, and begins it.
  func open(_ cover: CoverPage, _ context: SpellingContext) throws {
    var package = try OfficePackage(output: output)
    let language = context.language
    let office = DOCXNames.relations
    try package.relationships(
      of: nil,
      [
        OfficeRelationship(identifier: "document", type: office + "/officeDocument", target: "word/document.xml"),
        OfficeRelationship(
          identifier: "core", type: CoreProperties.relationship, target: String(CoreProperties.part.dropFirst())),
        OfficeRelationship(identifier: "app", type: office + "/extended-properties", target: "docProps/app.xml"),
      ])
    try package.part(
      CoreProperties.part, type: CoreProperties.type, CoreProperties(cover: cover, language: language).xml)
    try package.part(
      "/docProps/app.xml", type: "application/vnd.openxmlformats-officedocument.extended-properties+xml",
      DOCXSettings.properties)
    let titles = DOCXRunningTitles(cover.header, context)
    for (name, xml) in [
      ("styles", DOCXStyles.part(language)), ("fontTable", DOCXFonts.table),
    ] {
      try package.part("\(Self.folder)\(name).xml", type: DOCXNames.type(name), xml)
    }
    try package.part(
      "\(Self.folder)theme.xml", type: "application/vnd.openxmlformats-officedocument.theme+xml", DOCXTheme.part)
    for orientation in Part.Orientation.allCases {
      let page = DOCXPage(orientation)
      let name = orientation.rawValue
      try package.part("\(Self.folder)header-\(name).xml", type: DOCXNames.type("header"), titles.header(page))
      try package.part("\(Self.folder)footer-\(name).xml", type: DOCXNames.type("footer"), titles.footer(page))
    }
    try package.beginPart(DOCXNames.document, type: DOCXNames.type("document.main"))
    self.language = language
    self.package = consume package
  }

  func write(_ bytes: [UInt8]) throws { try package?.write(bytes) }

  /// Writes what is only known at the document's end.
  func finish(notes: String, numbering: DOCXNumbering, links: DOCXLinks, hasContents: Bool) throws {
    try package?.part(
      "\(Self.folder)settings.xml", type: DOCXNames.type("settings"),
      DOCXSettings.part(language, updatesFields: hasContents))
    try package?.part("\(Self.folder)footnotes.xml", type: DOCXNames.type("footnotes"), notes)
    try package?.part("\(Self.folder)numbering.xml", type: DOCXNames.type("numbering"), numbering.part)
    try package?.relationships(of: DOCXNames.document, Self.relations(links))
    try package?.finish()
  }

  private static func relations(_ links: DOCXLinks) -> [OfficeRelationship] {
    func own(_ identifier: String, _ type: String) -> OfficeRelationship {
      OfficeRelationship(identifier: identifier, type: "\(DOCXNames.relations)/\(type)", target: "\(identifier).xml")
    }
    var relations = ["styles", "settings", "fontTable", "theme", "numbering", "footnotes"].map { own($0, $0) }
    for orientation in Part.Orientation.allCases {
      relations.append(own("header-\(orientation.rawValue)", "header"))
      relations.append(own("footer-\(orientation.rawValue)", "footer"))
    }
    for (index, address) in links.addresses.enumerated() {
      relations.append(
        OfficeRelationship(
          identifier: DOCXLinks.identifier(index), type: DOCXNames.relations + "/hyperlink", target: address,
          isExternal: true))
    }
    return relations
  }
}
