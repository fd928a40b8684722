import JSONBytes
public import Records
public import ReportDocument

/// What a plugin says about itself before it composes anything.
public struct FormatDescription: Sendable {
  /// The format's name, lower snake case, such as `undef`.
  public let id: String
  /// The format's version, as a reader cites it.
  public let version: String
  /// For whom the format is made.
  public let donor: Bilingual
  /// What the format is called.
  public let title: Bilingual
  /// The reports it offers.
  public let reports: [ReportDescription]

  /// A description of the given parts.
  public init(
    id: String, version: String, donor: Bilingual, title: Bilingual, reports: [ReportDescription]
  ) {
    self.id = id
    self.version = version
    self.donor = donor
    self.title = title
    self.reports = reports
  }

  /// The description as the plugin contract's JSON.
  public var json: [UInt8] {
    var writer = JSONWriter(capacity: 4_096)
    writer.beginObject()
    writer.member("id", id)
    writer.member("version", version)
    writer.member("donor", donor)
    writer.member("title", title)
    writer.key("reports")
    writer.beginArray()
    for report in reports { report.write(to: &writer) }
    writer.endArray()
    writer.endObject()
    return writer.bytes
  }
}

/// Whether a report is of one grant.
public enum GrantUse: Sendable, Hashable {
  /// It can be of one, or of all of its programme's.
  case optional
  /// It is of one, whose number has the regular expression `pattern` if that is given.
  case required(pattern: String? = nil)
}

/// One report of a format.
public struct ReportDescription: Sendable {
  /// The report's name: the format's, a slash and its own, such as `undef/narrative`.
  public let id: String
  /// What the report is called.
  public let title: Bilingual
  /// The languages it can be composed in.
  public let languages: [Language]
  /// The media it comes in, by their names; all in which blocks are printed, unless it has media of its own.
  public let media: [String]
  /// How often the donor wants it.
  public let cadence: Bilingual?
  /// The periods that it is made for. Whoever may not read the records gets counts of people over these and over all
  /// days; the fewer there are, the fewer counts must be hidden.
  public let cadences: [ReportingCadence]
  /// The disclosure level of a report when nobody asks for another.
  public let level: ConfidentialityLevel
  /// Whether the report is of one grant.
  public let grant: GrantUse
  /// What the requester may choose, besides grant, period, language, medium and level, which every report has.
  public let parameters: [ParameterDescription]
  /// Codes of the sections for which it takes prose from records of the kind `narrative`. Prose for another section is
  /// pointed out to its sender, since no report shows it.
  public let sections: [String]
  /// What the report needs to know, in the order in which it reads it.
  public let queries: [InputQuery]

  /// A report of the given parts.
  public init(
    id: String, title: Bilingual, languages: [Language] = [.french, .english],
    media: [String] = PrintedMedia.names, cadence: Bilingual? = nil, cadences: [ReportingCadence] = [],
    level: ConfidentialityLevel = .public, grant: GrantUse = .optional, parameters: [ParameterDescription] = [],
    sections: [String] = [], queries: [InputQuery]
  ) {
    self.id = id
    self.title = title
    self.languages = languages
    self.media = media
    self.cadence = cadence
    self.cadences = cadences
    self.level = level
    self.grant = grant
    self.parameters = parameters
    self.sections = sections
    self.queries = queries
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("id", id)
    writer.member("title", title)
    writer.key("languages")
    writer.strings(languages.map(\.code))
    writer.key("media")
    writer.strings(media)
    if let cadence { writer.member("cadence", cadence) }
    if !cadences.isEmpty {
      writer.key("cadences")
      writer.strings(cadences.map(\.rawValue))
    }
    writer.member("level", level.code)
    if case .required(let pattern) = grant {
      writer.member("grant", "required")
      writer.member("grantPattern", ifPresent: pattern)
    }
    writer.key("parameters")
    ParameterDescription.writeSchema(of: parameters, to: &writer)
    if !sections.isEmpty {
      writer.key("sections")
      writer.strings(sections)
    }
    writer.key("queries")
    writer.beginArray()
    for query in queries { writer.value(query.json) }
    writer.endArray()
    writer.endObject()
  }
}

extension JSONWriter {
  mutating func member(_ name: StaticString, _ text: Bilingual) {
    key(name)
    beginObject()
    member("en", text.en)
    member("fr", text.fr)
    endObject()
  }

  mutating func strings(_ values: [String]) {
    beginArray()
    for value in values { string(value) }
    endArray()
  }
}
