import Records
import ReportDocument
import ReportKit

/// People counted in measurements as a file states them: by sex and by age, without the numbers that the core hides.
struct CountedPeople {
  typealias Count = (number: String, trace: String?)

  /// What ``init(_:)`` reads.
  static let queries = CountedCells.queries(by: CountedCells.Breakdown.allCases)

  private let cells: CountedCells

  init(_ inputs: ReportInputs) throws { cells = try CountedCells(inputs, by: CountedCells.Breakdown.allCases) }

  /// All people counted in a measurement; nil where it has no cells, or they are hidden.
  func total(_ measurement: String) -> Count? { cells.total(measurement).flatMap(Self.stated) }

  /// The people of each sex and of each age that is not hidden.
  func parts(_ measurement: String) -> [(dimension: String, value: String, count: Count)] {
    all(measurement).compactMap { part in
      // In English in every language, so that files of two languages can be compared.
      let name = (part.breakdown.codes.label(part.code, .english) ?? part.code).lowercased()
      return Self.stated(part.value).map { (part.breakdown == .sex ? "sex" : "age", name, $0) }
    }
  }

  /// How many of these numbers are hidden.
  func hidden(_ measurement: String) -> Int { all(measurement).count { Self.stated($0.value) == nil } }

  private func all(
    _ measurement: String
  ) -> [(breakdown: CountedCells.Breakdown, code: String, value: InlineValue)] {
    CountedCells.Breakdown.allCases.flatMap { breakdown in
      cells.codes(breakdown, in: [measurement]).compactMap { code in
        cells.count(measurement, breakdown, code).map { (breakdown, code, $0) }
      }
    }
  }

  private static func stated(_ value: InlineValue) -> Count? {
    guard case .integer(let people) = value.content else { return nil }
    return (String(people), value.trace)
  }
}
