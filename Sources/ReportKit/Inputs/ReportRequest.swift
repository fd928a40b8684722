public import JSONBytes
public import Records

/// What was asked for.
public struct ReportRequest: Sendable {
  /// What the report may not show, by reason.
  public struct WithheldItem: Sendable, Hashable {
    /// The reason's code.
    public let reason: String
    /// How many items, rounded to five; nil where there are fewer than ``fewerThan``.
    public let about: Int?
    /// The number below which there are so few that they are not told from each other; nil where there are more.
    public let fewerThan: Int?
  }

  /// The report's name, such as `undef/narrative`.
  public let report: String
  /// The language to compose in.
  public let language: Language
  /// The disclosure level of the report.
  public let level: ConfidentialityLevel
  /// The programme's key.
  public let programme: String
  /// The number of the grant that the report is of; nil for all.
  public let grant: String?
  /// The days covered. The core bounds all queries by them; a format prints them.
  public let period: ReportPeriod
  /// The day that the report bears. A format knows no other "today".
  public let reportDate: CalendarDate
  /// What the requester chose.
  public let parameters: ReportParameters
  /// What the report may not show. The writer says so by itself.
  public let withheld: [WithheldItem]
  /// The day of the latest change among the records.
  public let snapshotOn: CalendarDate?

  /// The one of two texts that the report's language asks for.
  public func text(en: String, fr: String) -> String { language == .french ? fr : en }

  /// A text of the format in the report's language.
  public func text(_ text: Bilingual) -> String { text.text(in: language) }

  /// A code's name in the report's language; the code itself if the list does not know it, nil for nil.
  public func label(_ list: CodeList, _ code: String?) -> String? {
    code.map { list.label($0, language) ?? $0 }
  }

  init(parsing bytes: [UInt8]) throws {
    let json: JSONValue
    do {
      json = try JSONValue(parsing: bytes)
    } catch {
      throw PluginFault(.badRequest, "The request is not JSON: \(error.message)")
    }
    guard let report = json["report"]?.string, let programme = json["programme"]?.string,
      let language = json["language"]?.string.flatMap(Language.init(rawValue:)),
      let level = json["level"]?.string.flatMap(ConfidentialityLevel.init(code:)),
      let reportDate = json["reportDate"]?.string.flatMap(CalendarDate.init(_:))
    else { throw PluginFault(.badRequest, "The request lacks report, programme, language, level or reportDate.") }
    self.report = report
    self.programme = programme
    self.language = language
    self.level = level
    self.reportDate = reportDate
    grant = json["grant"]?.string
    period = ReportPeriod(
      from: json["period"]?["from"]?.string.flatMap(CalendarDate.init(_:)),
      to: json["period"]?["to"]?.string.flatMap(CalendarDate.init(_:)))
    parameters = ReportParameters(json["parameters"]?.object ?? [:])
    withheld = (json["withheld"]?.array ?? []).compactMap { item in
      guard let reason = item["reason"]?.string else { return nil }
      return WithheldItem(
        reason: reason, about: item["about"]?.integer.map { Int($0) },
        fewerThan: item["fewerThan"]?.integer.map { Int($0) })
    }
    snapshotOn = json["snapshotOn"]?.string.flatMap(CalendarDate.init(_:))
  }
}

/// The days that a report covers; without a bound, everything on that side.
public struct ReportPeriod: Sendable, Hashable {
  /// The first day.
  public let from: CalendarDate?
  /// The last day.
  public let to: CalendarDate?

  /// The days from one to another.
  public init(from: CalendarDate? = nil, to: CalendarDate? = nil) {
    self.from = from
    self.to = to
  }

  /// Whether something of these days belongs to a report on the period: it ends within, and does not lie before. What has
  /// no days belongs to every period.
  public func covers(_ start: CalendarDate?, _ end: CalendarDate?) -> Bool {
    if let from, let last = end ?? start, last < from { return false }
    if let to, let last = end ?? start, to < last { return false }
    return true
  }

  /// Whether some of the days from one to another lie within the period.
  public func touches(_ start: CalendarDate, _ end: CalendarDate) -> Bool {
    (to.map { start <= $0 } ?? true) && (from.map { $0 <= end } ?? true)
  }

  /// Whether some of another period's days lie within the period; without a bound, either goes on without end.
  public func touches(_ other: ReportPeriod) -> Bool {
    func begins(_ one: ReportPeriod, by other: ReportPeriod) -> Bool {
      one.from.flatMap { first in other.to.map { first <= $0 } } ?? true
    }
    return begins(self, by: other) && begins(other, by: self)
  }

  /// The period as far as a day, or the whole of it where it ends before.
  public func until(_ day: CalendarDate?) -> ReportPeriod {
    ReportPeriod(from: from, to: [to, day].compactMap { $0 }.min())
  }
}

/// What the requester of a report chose; checked against the format's schema before the format runs.
public struct ReportParameters: Sendable {
  private let values: JSONObject

  init(_ values: JSONObject) { self.values = values }

  /// The parameter as it was given.
  public subscript(name: String) -> JSONValue? { values[name] }

  /// A text.
  public func string(_ name: String) -> String? { values[name]?.string }

  /// A whole number.
  public func integer(_ name: String) -> Int? { values[name]?.integer.map(Int.init) }

  /// A day.
  public func date(_ name: String) -> CalendarDate? { string(name).flatMap(CalendarDate.init(_:)) }

  /// Yes or no; no when it was not given.
  public func flag(_ name: String) -> Bool { values[name]?.bool ?? false }

  /// Several texts; a single one counts as a list of one.
  public func strings(_ name: String) -> [String] {
    if let one = string(name) { return [one] }
    return (values[name]?.array ?? []).compactMap(\.string)
  }
}
