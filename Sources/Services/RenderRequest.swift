import Disclosure
import JSONBytes
import LineRPC
import MethodCatalogue
import PluginDescriptions
import PluginHost
import RecordStore
import Records
import Violations

/// What a caller asks to be rendered, checked against the report's own description and the caller's rights.
struct RenderRequest: Sendable {
  let plugin: InstalledPlugin
  let report: InstalledReport
  let programme: String
  let language: Language
  let medium: String
  let level: ConfidentialityLevel
  let threshold: SuppressionThreshold
  /// The grant and the days that all queries are bounded by.
  let bounds: RequestBounds
  /// The day that the report bears; equal requests of equal data give equal bytes.
  let reportDate: CalendarDate
  let parameters: JSONObject
  let queries: [RecordQuery]
  /// The W3C trace that the call belongs to; workers are told of it, plugins are not.
  var traceparent: String?

  /// - Parameter host: has the reports, and knows which media can be written at this moment.
  init(_ parameters: CallParameters, of host: PluginHost, by principal: Principal) throws {
    let catalogue = host.catalogue
    var reader = parameters
    let id = reader.text("report")
    let programme = reader.text("programme")
    let language = reader.string("language")
    let medium = reader.string("medium")
    let level = reader.level()
    threshold = reader.threshold()
    let given = reader.object("parameters") ?? JSONObject()
    guard let (plugin, report) = catalogue.report(id) else {
      try reader.finish()
      throw Self.unknown(id, in: catalogue)
    }
    self.plugin = plugin
    self.report = report
    self.programme = programme
    let languageCode = language ?? report.languages.first ?? Language.french.rawValue
    self.language = Language(rawValue: languageCode) ?? .french
    if !report.languages.contains(languageCode) {
      reader.unknownCode("language", languageCode, allowed: report.languages)
    }
    self.medium = medium ?? report.media.first ?? "html"
    if !report.media.contains(self.medium) { reader.unknownCode("medium", self.medium, allowed: report.media) }
    self.level = level ?? ConfidentialityLevel(code: report.level) ?? .public
    bounds = reader.bounds(of: report.grant)
    reportDate = reader.reportDate()
    self.parameters = given
    for var violation in report.parameters.violations(of: given) {
      violation.path = "parameters.\(violation.path)"
      reader.note(violation)
    }
    queries = Self.queries(of: report, given, bounds, &reader)
    try reader.finish()
    try principal.require(programme: programme)
    try principal.require(level: self.level)
    if let grant = bounds.grant { try principal.require(grant: grant) }
    // Before anything is composed that could not be written.
    if let status = host.unavailability(of: self.medium) { throw status }
  }

  /// The status for an error that came of this request.
  func status(of error: any Error) -> Status {
    (error as? PeriodFault).map { StatusMapping.status(of: $0, at: "period.from") } ?? StatusMapping.status(of: error)
  }

  static func unknown(_ id: String, in catalogue: PluginCatalogue) -> Status {
    let known = catalogue.plugins.flatMap(\.reports).map(\.id).sorted()
    let suggestion = NearestName.suggestion(for: id, in: known)
    return Status(
      .unknownFormat,
      Wording(en: "There is no report \"\(id)\".", fr: "Il n’y a pas de rapport « \(id) ».").suggesting(suggestion),
      details: [
        FieldViolation(
          path: "report",
          message: Wording("unknown_report", en: "No plugin offers it.", fr: "Aucun module ne le propose."), found: id,
          allowed: known, suggestion: suggestion)
      ])
  }

  /// The report's queries with the parameters' values put in.
  private static func queries(
    of report: InstalledReport, _ given: JSONObject, _ bounds: RequestBounds, _ reader: inout CallParameters
  ) -> [RecordQuery] {
    var queries: [RecordQuery] = []
    for query in report.queries {
      do {
        queries.append(try query.resolving(within: bounds) { name in given[name].flatMap(values) })
      } catch {
        for fault in error.violations {
          reader.note("parameters.\(fault.path)", fault.message, found: fault.found)
        }
      }
    }
    return queries
  }

  private static func values(_ value: JSONValue) -> [String]? {
    value.string.map { [$0] } ?? value.array.map { $0.compactMap(\.string) }
  }

  /// What the archive keeps of the request.
  func order(by principal: Principal) -> ReportRunOrder {
    var request: JSONObject = [
      "language": .string(language.rawValue), "level": .string(level.code),
      "threshold": .integer(Int64(threshold.rawValue)), "parameters": .object(parameters),
    ]
    addBounds(to: &request)
    return ReportRunOrder(
      programme: programme, report: report.id, level: level, grants: principal.grants, requestedBy: principal.name,
      request: request, formatVersion: plugin.version, formatDigest: plugin.digest)
  }

  private func addBounds(to object: inout JSONObject) {
    object["grant"] = bounds.grant.map(JSONValue.string)
    object["period"] = bounds.period
    object["reportDate"] = .string(reportDate.description)
  }

  /// The request as the plugin gets it.
  func json(_ snapshot: ReportSnapshot) -> JSONValue {
    var object: JSONObject = [
      "report": .string(report.id), "language": .string(language.rawValue), "level": .string(level.code),
      "programme": .string(programme), "parameters": .object(parameters),
      "withheld": .array(snapshot.withheld.map(\.json)),
    ]
    addBounds(to: &object)
    if let day = snapshot.changedOn { object["snapshotOn"] = .string(day.description) }
    return .object(object)
  }
}
