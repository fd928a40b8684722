import JSONBytes

@testable import ReportKit

extension Rehearsal.Outcome {
  /// The rows of the tables and forms, each cell as text or as its JSON, with the captions, callouts and paragraphs between
  /// them.
  var lines: [String] {
    get throws {
      try blocks.dropFirst().map { try JSONValue(parsing: $0) }.flatMap { block -> [String] in
        switch block["block"]?.string {
        case "tableStart":
          [
            block["caption"]?.string ?? "",
            (block["columns"]?.array ?? []).compactMap { $0["title"]?.string }.joined(separator: " | "),
          ]
        case "row": [(block["cells"]?.array ?? []).map(Self.cell).joined(separator: " | ")]
        case "form":
          (block["rows"]?.array ?? []).map { "\($0["label"]?.string ?? ""): \(Self.cell($0["value"] ?? .null))" }
        case "callout", "paragraph": [Self.cell(block["text"] ?? .null)]
        default: []
        }
      }
    }
  }

  private static func cell(_ value: JSONValue) -> String {
    if let text = value.string { return text }
    if let parts = value.array { return parts.map(cell).joined() }
    if let inner = value["text"] ?? value["value"] { return cell(inner) }
    if let number = value["number"]?.double { return number == number.rounded() ? "\(Int(number))" : "\(number)" }
    if let percent = value["percent"]?.double { return "\(percent) %" }
    if let below = value["suppressed"]?.integer { return "<\(below)" }
    if let text = (value["date"] ?? value["label"])?.string { return text }
    return ["withheld": "[c]", "missing": "?", "undisclosed": "withheld"].first { value[$0.key] != nil }?.value
      ?? "\(value)"
  }
}
