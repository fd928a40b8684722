public import JSONBytes
public import Records
public import Violations

/// A plugin's description, checked: a plugin is foreign code, and so is what it says about itself. The server that loads a
/// plugin and the kit with which one is written check it alike.
public struct PluginDescription: Sendable {
  private static let reports = 1...50
  private static let queries = 0...50
  private static let textBytes = 1_000
  private static let levels = ["public", "internal", "restricted", "confidential"]
  private static let languages = ["fr", "en"]
  private static let cadences = ["month", "quarter", "year", "us_fiscal_year", "grant_phase"]

  /// The format's name, such as `undef`.
  public let id: String
  /// The format's version.
  public let version: String
  /// For whom the format is made.
  public let donor: PluginText
  /// What the format is called.
  public let title: PluginText
  /// The reports it offers.
  public let reports: [InstalledReport]

  /// Why a description was refused.
  public struct Fault: Error {
    /// One clause for the format's author.
    public let message: String
    /// What is wrong with a query, if that is it.
    public var violations: [FieldViolation] = []
  }

  /// Reads a description.
  ///
  /// - Parameter kinds: the kinds of records that queries can be of.
  public init(_ json: JSONValue, kinds: KindCatalogue = .standard) throws(Fault) {
    let id = try Self.string(json, "id", "")
    guard Self.isName(id) else {
      throw Fault(message: "id \(id) is not a name of lower-case letters, digits and underscores")
    }
    self.id = id
    version = try Self.string(json, "version", "")
    donor = try Self.text(json, "donor", "")
    title = try Self.text(json, "title", "")
    guard let reports = json["reports"]?.array, Self.reports.contains(reports.count) else {
      throw Fault(message: "reports is no list of \(Self.reports.lowerBound) to \(Self.reports.upperBound)")
    }
    var found: [InstalledReport] = []
    for (index, report) in reports.enumerated() {
      let report = try Self.report(report, of: id, kinds, "reports[\(index)].")
      guard !found.contains(where: { $0.id == report.id }) else {
        throw Fault(message: "the report \(report.id) stands twice")
      }
      found.append(report)
    }
    self.reports = found
  }

  private static func report(
    _ json: JSONValue, of format: String, _ kinds: KindCatalogue, _ path: String
  ) throws(Fault) -> InstalledReport {
    let id = try string(json, "id", path)
    let parts = id.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] == format, isName(parts[1]) else {
      throw Fault(message: "\(path)id \(id) is not \(format)/ and a name")
    }
    let level = try string(json, "level", path)
    guard levels.contains(level) else { throw Fault(message: "\(path)level \(level) is no disclosure level") }
    let languages = try names(json, "languages", path)
    guard languages.allSatisfy(Self.languages.contains) else {
      throw Fault(message: "\(path)languages has more than fr and en")
    }
    let cadences = json["cadences"] == nil ? [] : try names(json, "cadences", path)
    guard cadences.allSatisfy(Self.cadences.contains) else {
      throw Fault(message: "\(path)cadences has more than \(Self.cadences.joined(separator: ", "))")
    }
    guard let schema = json["parameters"]?.object, schema["properties"]?.object != nil else {
      throw Fault(message: "\(path)parameters is no JSON Schema with properties")
    }
    let parameters: ParameterSchema
    do {
      parameters = try ParameterSchema(schema)
    } catch {
      throw Fault(message: "\(path)parameters: \(error.message)")
    }
    return InstalledReport(
      id: id, title: try text(json, "title", path),
      cadence: json["cadence"] == nil ? nil : try text(json, "cadence", path),
      cadences: cadences, languages: languages,
      media: try names(json, "media", path), level: level, grant: try GrantNeed(json, path),
      parameters: parameters,
      sections: json["sections"] == nil ? [] : try names(json, "sections", path),
      queries: try queries(json, kinds, parameters, path))
  }

  private static func queries(
    _ json: JSONValue, _ kinds: KindCatalogue, _ parameters: ParameterSchema, _ path: String
  ) throws(Fault) -> [RecordQuery] {
    guard let queries = json["queries"]?.array, Self.queries.contains(queries.count) else {
      throw Fault(message: "\(path)queries is no list of at most \(Self.queries.upperBound)")
    }
    var reading = QueryReading(kinds, parameters)
    for (index, json) in queries.enumerated() { reading.read(json, at: "\(path)queries[\(index)]") }
    if let first = reading.violations.first {
      throw Fault(message: "\(first.path): \(first.message.en)", violations: reading.violations)
    }
    return reading.queries
  }

  private static func names(_ json: JSONValue, _ key: String, _ path: String) throws(Fault) -> [String] {
    let values = json[key]?.array?.compactMap(\.string) ?? []
    guard !values.isEmpty, values.count == json[key]?.array?.count, Set(values).count == values.count,
      // Media have hyphens, too: csv-bom.
      values.allSatisfy({ isName(key == "media" ? $0.filter { $0 != "-" } : $0) })
    else { throw Fault(message: "\(path)\(key) is no list of names") }
    return values
  }

  private static func string(_ json: JSONValue, _ key: String, _ path: String) throws(Fault) -> String {
    guard let text = json[key]?.string, !text.isEmpty, text.utf8.count <= textBytes else {
      throw Fault(message: "\(path)\(key) is no text of 1 to \(textBytes) bytes")
    }
    return text
  }

  private static func text(_ json: JSONValue, _ key: String, _ path: String) throws(Fault) -> PluginText {
    guard let value = json[key] else { throw Fault(message: "\(path)\(key) is missing") }
    return PluginText(
      en: try string(value, "en", "\(path)\(key)."), fr: try string(value, "fr", "\(path)\(key)."))
  }

  /// `[a-z][a-z0-9_]*`, at most 64 characters.
  private static func isName(_ text: some StringProtocol) -> Bool {
    guard let first = text.utf8.first, (0x61...0x7A).contains(first), text.utf8.count <= 64 else {
      return false
    }
    return text.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
    }
  }
}
