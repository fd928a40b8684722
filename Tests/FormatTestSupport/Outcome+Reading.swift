public import JSONBytes
public import ReportKit

extension Rehearsal.Outcome {
  /// The blocks as values.
  public var values: [JSONValue] { get throws { try blocks.map { try JSONValue(parsing: $0) } } }

  /// The blocks of a kind.
  public func values(_ block: String) throws -> [JSONValue] { try values.filter { $0["block"]?.string == block } }

  /// The titles of the sections of a level.
  public func headings(level: Int64) throws -> [String] {
    try values("heading").filter { $0["level"]?.integer == level }.compactMap { $0["text"]?.string }
  }

  /// The lines from a section's heading, counted from 1, to the next one of its level.
  public func section(_ number: Int) throws -> [String] {
    var count = 0
    var lines: [String] = []
    for line in blocks {
      let block = try JSONValue(parsing: line)
      if block["block"]?.string == "heading", block["level"]?.integer == 1 { count += 1 }
      if count == number { lines.append(line) }
    }
    return lines
  }

  /// The rows of the table with a caption, each cell as its JSON.
  public func rows(of caption: String) throws -> [[JSONValue]] {
    var rows: [[JSONValue]] = []
    var isOpen = false
    for block in try values {
      switch block["block"]?.string {
      case "tableStart": isOpen = block["caption"]?.string == caption
      case "row" where isOpen: rows.append(block["cells"]?.array ?? [])
      case "tableEnd": isOpen = false
      default: break
      }
    }
    return rows
  }

  /// The paths of the warnings.
  public var warnings: [String] {
    diagnostics.filter { $0["severity"]?.string == "warning" }.compactMap { $0["path"]?.string }
  }
}
