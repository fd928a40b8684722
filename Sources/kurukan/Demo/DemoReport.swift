import JSONBytes

/// One report that the demonstration renders, as `reports.json` asks for it.
struct DemoReport {
  /// The report, such as `undef/narrative`.
  let report: String
  /// What its files are called; the report's own name where nothing else is said, so that one report may be asked for twice.
  let name: String
  let programme: String
  /// The disclosure level; the report's own where none is named.
  let level: String?
  let bounds: ReportBoundsOptions
  let parameters: [(String, JSONValue)]
  /// The media wanted, such as those that the donor takes; all that the report has where none are named.
  let media: [String]?

  /// The folder of its files: the format's id.
  var folder: String { report.split(separator: "/").first.map(String.init) ?? report }

  private static let members = [
    "report", "name", "programme", "grant", "period", "reportDate", "level", "parameters", "media",
  ]

  /// The reports that a file asks for.
  ///
  /// - Throws: ``CommandFailure`` for an entry that names no report and programme, or has a member of no meaning.
  static func reports(in path: String) throws -> [DemoReport] {
    let entries = try JSONValue(parsing: FileBytes.read(path, limit: 1 << 20)).array ?? []
    return try entries.enumerated().map { index, entry in
      if let unknown = entry.object?.members.first(where: { !members.contains($0.key) }) {
        throw CommandFailure(
          "Entry \(index + 1) of \(path) has a member \(unknown.key). Known are: \(members.joined(separator: ", ")).")
      }
      guard let report = DemoReport(entry) else {
        throw CommandFailure("Entry \(index + 1) of \(path) names no report and programme.")
      }
      return report
    }
  }

  private init?(_ json: JSONValue) {
    guard let report = json["report"]?.string, let programme = json["programme"]?.string else { return nil }
    self.report = report
    self.programme = programme
    level = json["level"]?.string
    name = json["name"]?.string ?? report.split(separator: "/").last.map(String.init) ?? report
    bounds = ReportBoundsOptions(
      grant: json["grant"]?.string, from: json["period"]?["from"]?.string, to: json["period"]?["to"]?.string,
      reportDate: json["reportDate"]?.string)
    parameters = (json["parameters"]?.object?.members ?? []).map { ($0.key, $0.value) }
    media = json["media"]?.array?.compactMap(\.string)
  }

  /// The requests for every language and medium of a report that the server describes.
  func requests(_ described: JSONValue) -> [ReportRequestOptions] {
    let unavailable = (described["unavailableMedia"]?.array ?? []).compactMap { $0["medium"]?.string }
    let offered = (described["media"]?.array ?? []).compactMap(\.string).filter { !unavailable.contains($0) }
    let media = media.map { wanted in wanted.filter(offered.contains) } ?? offered
    return media.flatMap { medium in
      (described["languages"]?.array ?? []).compactMap(\.string).map { language in
        ReportRequestOptions(
          report: report, programme: programme, language: language, medium: medium, level: level, bounds: bounds,
          parameters: parameters)
      }
    }
  }
}
