import Foundation
import JSONBytes
import Records
import ReportKit

@testable import UNDEF

/// Composes the narrative report over the fixture.
enum Narrative {
  static let grant = "UDF-XX-XXX-MLI"

  private static let fixture =
    #filePath.replacing("Tests/UNDEFTests/Narrative.swift", with: "")
    + "Plugins/UNDEF/Fixtures/narrative.ndjson"

  static func inputs() throws -> [String: [JSONValue]] {
    try Rehearsal.inputs(of: Array(Data(contentsOf: URL(filePath: fixture))))
  }

  static func run(
    _ language: Language = .french, grant: String = grant, period: ReportPeriod = ReportPeriod(),
    phase: String = "final", inputs: [String: [JSONValue]]? = nil
  ) throws -> Rehearsal.Outcome {
    try Rehearsal.run(
      UNDEFFormat.self, report: "undef/narrative", language: language, programme: "cri2002-undef",
      grant: grant, period: period, parameters: ["phase": .string(phase)], inputs: inputs ?? self.inputs(),
      snapshotOn: CalendarDate(year: 2025, month: 2, day: 14))
  }
}

extension Rehearsal.Outcome {
  /// The blocks as values.
  var values: [JSONValue] { get throws { try blocks.map { try JSONValue(parsing: $0) } } }

  /// The blocks of a kind.
  func values(_ block: String) throws -> [JSONValue] {
    try values.filter { $0["block"]?.string == block }
  }

  /// The lines from a section's heading, counted from 1, to the next one of its level.
  func section(_ number: Int) throws -> [String] {
    var count = 0
    var lines: [String] = []
    for line in blocks {
      let block = try JSONValue(parsing: line)
      if block["block"]?.string == "heading", block["level"]?.integer == 1 {
        count += 1
      }
      if count == number { lines.append(line) }
    }
    return lines
  }

  /// The paths of the warnings.
  var warnings: [String] {
    diagnostics.filter { $0["severity"]?.string == "warning" }.compactMap { $0["path"]?.string }
  }
}
