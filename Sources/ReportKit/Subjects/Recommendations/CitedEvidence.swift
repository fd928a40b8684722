import Records
import ReportDocument

/// The documents that a report refers to, numbered by it: a record's key may say what it is about.
public struct CitedEvidence: Sendable {
  /// What is cited, in the order of its numbers, as ``ReportBuilder/evidence(_:)`` prints it.
  public let rows: [InputRow]
  private let numbers: [String: Int]

  /// Reads the input `evidence` and keeps what is cited by these keys.
  public init(_ inputs: ReportInputs, keys: Set<String>) throws {
    var rows: [InputRow] = []
    var numbers: [String: Int] = [:]
    for row in try inputs.rows(of: "evidence") {
      guard let key = row.string("key"), keys.contains(key) else { continue }
      rows.append(row)
      numbers[key] = rows.count
    }
    self.rows = rows
    self.numbers = numbers
  }

  /// A document's number and title; nil for one that the report may not name.
  public func reference(_ key: String) -> String? {
    numbers[key].map { number in rows[number - 1].text("title").map { "[\(number)] \($0)" } ?? "[\(number)]" }
  }
}
