import Foundation
import JSONBytes
import LineRPCClient
import Postgres
import TestSupport
import Testing

/// A table of a report, and the SQL that works its figures out again from the records' own texts.
struct Recount: Sendable {
  let report: String
  var programme: String
  var grant: String?
  var period: JSONValue?
  var parameters: JSONObject = [:]
  var level = "public"
  /// The table's caption in English.
  let table: String
  /// The columns that are worked out again, the first being 0.
  let columns: [Int]
  /// The column that names a row, as the SQL's first column does.
  var name = 0
  /// Of the view `recount_<kind>` (programme, key, level from 0 to 3, body) of each kind, in which `{level}` and
  /// `{programme}` stand for those of the report: the row's name, then the figures, each as text; NULL for none.
  let sql: String

  /// What was found: figures that agree, and figures that the report hides.
  struct Found {
    var equal = 0
    var hidden = 0
    var faults: [String] = []
  }

  private static let levels = ["public": "0", "internal": "1", "restricted": "2", "confidential": "3"]

  /// The views that the statements read.
  static let views = """
    DO $$ DECLARE kind text; BEGIN
      FOR kind IN SELECT replace(viewname, '_reportable', '') FROM pg_views WHERE viewname LIKE '%\\_reportable' LOOP
        EXECUTE format(
          'CREATE VIEW %I AS SELECT i.name AS programme, r.key, r.effective_level::int AS level, r.body::jsonb AS body '
          'FROM %I r JOIN programme_identity i ON i.id = r.programme_id', 'recount_' || kind, kind || '_reportable');
      END LOOP;
    END $$
    """

  /// Renders the report, runs the statement, and compares them cell by cell.
  func run(_ client: LineClient, _ connection: Connection) async throws -> Found {
    let rows = try await Self.rows(of: table, in: document(client))
    let statement = sql.replacing("{level}", with: Self.levels[level] ?? "0").replacing(
      "{programme}", with: "'\(programme)'")
    var expected: [String: [String?]] = [:]
    for row in try await connection.query(SQL(unsafe: statement, parameters: [])).rows {
      let values = try (0...columns.count).map { try row.value(at: $0, as: String?.self) }
      expected[values[0] ?? ""] = Array(values.dropFirst())
    }
    return compare(rows, expected)
  }

  private func compare(_ rows: [[JSONValue]], _ expected: [String: [String?]]) -> Found {
    var found = Found()
    var left = expected
    for row in rows where row.count > columns.max() ?? 0 {
      let title = Self.text(row[name]) ?? ""
      guard let values = left.removeValue(forKey: title) else {
        found.faults.append("\(table): no row “\(title)” was expected")
        continue
      }
      for (column, value) in zip(columns, values) {
        if row[column]["withheld"] == true || row[column]["suppressed"] != nil {
          found.hidden += 1
        } else if Self.isEqual(Self.text(row[column]), value) {
          found.equal += 1
        } else {
          let said = Self.text(row[column]) ?? "nothing"
          found.faults.append("\(table), “\(title)”, column \(column): \(said), but by SQL \(value ?? "nothing")")
        }
      }
    }
    found.faults += left.keys.sorted().map { "\(table): the row “\($0)” is not there" }
    return found
  }

  private func document(_ client: LineClient) async throws -> JSONValue {
    var request: JSONObject = [
      "report": .string(report), "programme": .string(programme), "language": "en", "medium": "json",
      "level": .string(level), "parameters": .object(parameters),
    ]
    if let grant { request["grant"] = .string(grant) }
    if let period { request["period"] = period }
    let rendered = try await ReportsServiceTests.receive(client, "Reports/Render", .object(request))
    return try JSONValue(parsing: Array(rendered.bytes))
  }

  private static func rows(of caption: String, in document: JSONValue) -> [[JSONValue]] {
    var rows: [[JSONValue]] = []
    var isOpen = false
    for block in document["blocks"]?.array ?? [] {
      switch block["block"]?.string {
      case "tableStart": isOpen = block["caption"]?.string == caption
      case "row" where isOpen && block["role"]?.string != "group":
        rows.append((block["cells"]?.array ?? []).map { $0["text"] == nil ? $0 : $0["text"] ?? .null })
      case "tableEnd": isOpen = false
      default: break
      }
    }
    return rows
  }

  /// What a cell says, without the spelling of a language.
  private static func text(_ cell: JSONValue) -> String? {
    if let text = cell.string { return text }
    if let number = cell["number"]?.double ?? cell["percent"]?.double { return "\(number)" }
    return cell["money"]?.string ?? cell["date"]?.string ?? cell["label"]?.string
  }

  private static func isEqual(_ said: String?, _ expected: String?) -> Bool {
    guard let said, let expected else { return said == nil && expected == nil }
    guard let first = Double(said), let second = Double(expected) else { return said == expected }
    return abs(first - second) <= 1e-9 * max(1, abs(second))
  }
}
