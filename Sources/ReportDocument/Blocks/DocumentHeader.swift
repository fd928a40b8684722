import JSONBytes

/// What a format puts on the cover; the first block of every report. The rest of the cover is the core's, see
/// ``ReportStamp``.
public struct DocumentHeader: Hashable, Sendable {
  /// The report's title.
  public var title: TitleText
  /// A second line under the title.
  public var subtitle: TitleText?
  /// For whom the report is written.
  public var donor: TitleText
  /// The donor's number for the grant or the project.
  public var reference: String?
  /// The time covered.
  public var period: DocumentPeriod?
  /// Further lines of the cover.
  public var facts: [LabelledValue]
  /// The version of the report or of its format, as people cite it.
  public var version: String?

  /// A cover.
  public init(
    title: TitleText, subtitle: TitleText? = nil, donor: TitleText, reference: String? = nil,
    period: DocumentPeriod? = nil, facts: [LabelledValue] = [], version: String? = nil
  ) {
    self.title = title
    self.subtitle = subtitle
    self.donor = donor
    self.reference = reference
    self.period = period
    self.facts = facts
    self.version = version
  }
}

extension DocumentHeader: BlockContent {
  static let name = "document"
  var block: Block { .document(self) }

  static func read(_ reader: inout JSONReader) throws -> DocumentHeader {
    var title: TitleText?
    var donor: TitleText?
    var header = DocumentHeader(title: "", donor: "")
    while let key = try reader.nextKey() {
      switch key {
      case "title": title = try TitleText.read(&reader)
      case "subtitle": header.subtitle = try TitleText.read(&reader)
      case "donor": donor = try TitleText.read(&reader)
      case "reference": header.reference = try reader.readText()
      case "period": header.period = try DocumentPeriod.read(&reader)
      case "programme", "dataAsOf", "language", "level":
        throw DocumentError(.unknownMember, "The cover's \(key.text) is the server's to say.", path: key.text)
      case "facts":
        header.facts = try reader.readElements(limit: DocumentLimits.formRows) { try LabelledValue.read(&$0) }
      case "version": header.version = try reader.readText()
      default: throw reader.unknownMember(key, of: name)
      }
    }
    header.title = try reader.required(title, "title", of: name)
    header.donor = try reader.required(donor, "donor", of: name)
    return header
  }

  func write(to writer: inout JSONWriter) {
    writer.member("title", title)
    writer.member("subtitle", ifPresent: subtitle)
    writer.member("donor", donor)
    writer.member("reference", ifPresent: reference)
    if let period {
      writer.key("period")
      writer.beginObject()
      writer.member("from", period.from.description)
      writer.member("to", period.to.description)
      writer.endObject()
    }
    if !facts.isEmpty { writer.array("facts", facts) { $1.write(to: &$0) } }
    writer.member("version", ifPresent: version)
  }

  func eachValue<Fault: Error>(_ visit: (InlineValue) throws(Fault) -> Void) throws(Fault) {
    for fact in facts { try fact.value.eachValue(visit) }
  }
}

extension DocumentPeriod {
  fileprivate static func read(_ reader: inout JSONReader) throws -> DocumentPeriod {
    var from: DocumentDate?
    var to: DocumentDate?
    try reader.beginObject()
    while let key = try reader.nextKey() {
      switch key {
      case "from": from = try reader.readDate()
      case "to": to = try reader.readDate()
      default: throw reader.unknownMember(key, of: "period")
      }
    }
    let period = DocumentPeriod(
      from: try reader.required(from, "from", of: "period"), to: try reader.required(to, "to", of: "period"))
    guard let period else { throw reader.documentFault(.invalidValue, "The period ends before it starts.") }
    return period
  }
}
