import Foundation
import JSONBytes
import LineRPCClient
import Postgres

/// A report that the demonstration asks for, as the statements know it.
struct RecountRequest {
  private let entry: JSONObject
  /// A level of its own, or the one that its format has.
  private let level: String

  private static let levels = ["public", "internal", "restricted", "confidential"]
  /// What each format shows unless asked otherwise.
  private static let ownLevels = ["undef": "public", "iati": "public", "interpeace": "restricted"]

  static func all() throws -> [RecountRequest] {
    let path = #filePath.replacing(
      "Tests/ServicesTests/Recounts/RecountRequest.swift", with: "deploy/samples/reports.json")
    let entries = try JSONValue(parsing: Array(Data(contentsOf: URL(filePath: path)))).array ?? []
    return entries.compactMap(\.object).map(RecountRequest.init)
  }

  private init(_ entry: JSONObject) {
    self.entry = entry
    let format = entry["report"]?.string?.split(separator: "/").first.map(String.init) ?? ""
    level = entry["level"]?.string ?? Self.ownLevels[format] ?? "internal"
  }

  /// The report's own day, or one after all records.
  private var day: String { entry["reportDate"]?.string ?? "2026-06-30" }

  var report: String { entry["report"]?.string ?? "" }

  var name: String { [report, entry["name"]?.string].compactMap { $0 }.joined(separator: " ") }

  /// The report's tables, and those of the file where it is one for machines.
  func tables(_ client: LineClient) async throws -> [ReportTable] {
    let document = try JSONValue(parsing: Array(try await render(client, "json")))
    let tables = ReportTable.tables(of: document)
    return report == "iati/activities" ? tables + (try ActivityTables.tables(of: await render(client, "xml"))) : tables
  }

  private func render(_ client: LineClient, _ medium: String) async throws -> Data {
    var request: JSONObject = [
      "language": "en", "medium": .string(medium), "level": .string(level), "reportDate": .string(day),
    ]
    for member in entry.members where !["name", "media", "level"].contains(member.key) {
      request[member.key] = member.value
    }
    return try await ReportsServiceTests.receive(client, "Reports/Render", .object(request)).bytes
  }

  /// Tells the database what was asked for.
  func set(on connection: Connection) async throws {
    let (period, parameters) = (entry["period"], entry["parameters"])
    let asked = [
      "programme": entry["programme"]?.string, "grant": entry["grant"]?.string, "from": period?["from"]?.string,
      "to": period?["to"]?.string, "day": day, "level": Self.levels.firstIndex(of: level).map(String.init),
      "year": parameters?["year"]?.integer.map(String.init), "engagement": parameters?["engagement"]?.string,
    ]
    for (name, value) in asked {
      try await connection.execute(script: "SELECT set_config('recount.\(name)', '\(value ?? "")', false)")
    }
  }
}
