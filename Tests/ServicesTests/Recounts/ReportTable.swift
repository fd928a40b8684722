import Foundation
import JSONBytes

/// The rows of a report's tables, figures and forms: cells by the titles of their columns, with `caption`, the `heading`
/// above and the `group` in which a row stands. The forms of a report are one table, and so are the sentences.
struct ReportTable {
  typealias Row = [String: JSONValue]

  let caption: String
  var rows: [Row] = []

  /// Columns that number what stands beside, which is nothing that records say.
  private static let numbering = ["No.", "Ref.", "Finding"]

  /// The columns of a row in which there are figures.
  static func figures(in row: Row) -> [String] {
    row.keys.filter { title in
      guard let cell = row[title], !numbering.contains(title) else { return false }
      return cell.isFigure || cell.array?.contains(where: \.isFigure) == true
    }.sorted()
  }

  static func tables(of document: JSONValue) -> [ReportTable] {
    var tables: [ReportTable] = []
    var (forms, sentences) = (ReportTable(caption: "Form"), ReportTable(caption: "Text"))
    var heading: JSONValue = ""
    var (group, titles): (JSONValue, [String]) = (.null, [])
    for block in document["blocks"]?.array ?? [] {
      switch block["block"]?.string {
      case "heading": heading = block["text"] ?? ""
      case "tableStart":
        tables.append(ReportTable(caption: block["caption"]?.said ?? ""))
        (group, titles) = (.null, (block["columns"]?.array ?? []).map { $0["title"]?.said ?? "" })
      case "row" where block["role"] == "group":
        group = block["cells"]?.array?.first.map { $0["cell"] ?? $0 } ?? .null
      case "row":
        guard let table = tables.indices.last else { continue }
        var row: Row = ["caption": .string(tables[table].caption), "heading": heading, "group": group]
        for (title, cell) in zip(titles, block["cells"]?.array ?? []) { row[title] = cell.unwrapped }
        tables[table].rows.append(row)
      case "form":
        for row in block["rows"]?.array ?? [] {
          forms.rows.append(
            ["heading": heading, "label": row["label"] ?? "", "value": (row["value"] ?? .null).unwrapped])
        }
      case "paragraph", "callout": sentences.rows.append(["heading": heading, "text": block["text"] ?? ""])
      case "list": sentences.rows += (block["items"]?.array ?? []).map { ["heading": heading, "text": $0] }
      default: break
      }
    }
    return tables + [forms, sentences]
  }
}

extension JSONValue {
  var isFigure: Bool { self["number"] != nil || self["percent"] != nil || self["money"] != nil || isSuppressed }

  /// Whether something is there that readers do not get.
  var isHidden: Bool { isSuppressed || self["undisclosed"] == true }

  private var isSuppressed: Bool { self["withheld"] == true || self["suppressed"] != nil }

  /// A cell without its language or emphasis.
  var unwrapped: JSONValue {
    guard let content = self["text"], content.object != nil || content.array != nil else { return self }
    return content
  }

  var figure: Double? {
    self["number"]?.double ?? self["percent"]?.double ?? self["money"]?.string.flatMap(Double.init)
  }

  /// What it says, with plain spaces; of a figure within a sentence as many decimals as the report prints.
  var said: String? {
    switch self {
    case .string(let text): text.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
    case .array(let parts): parts.map { $0.sentence ?? "" }.joined()
    default:
      self["text"]?.said ?? self["date"]?.string ?? self["label"]?.said ?? figure.map { String(format: "%g", $0) }
    }
  }

  private var sentence: String? {
    guard let figure else { return said }
    let number = String(format: "%.\(self["decimals"]?.integer ?? 0)f", figure)
    return self["percent"] == nil ? number : number + "%"
  }
}
