import Records
import ReportDocument

/// The documents that a report refers to, numbered by it in the order of citation: a record's key may say what it is about.
public struct CitedEvidence: Sendable {
  /// What is cited, in the order of its numbers, as ``ReportBuilder/evidence(_:)`` prints it.
  public let rows: [InputRow]
  private let numbers: [String: Int]

  /// Reads the input `evidence` and keeps what is cited.
  ///
  /// - Parameter keys: the keys cited, in their order; further times change nothing.
  public init(_ inputs: ReportInputs, keys: [String]) throws {
    let cited = Set(keys)
    var found: [String: InputRow] = [:]
    for row in try inputs.rows(of: "evidence") {
      guard let key = row.string("key"), cited.contains(key) else { continue }
      found[key] = row
    }
    var rows: [InputRow] = []
    var numbers: [String: Int] = [:]
    for key in keys where numbers[key] == nil {
      guard let row = found[key] else { continue }
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
