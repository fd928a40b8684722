import Records
import ReportDocument
package import ReportKit

/// People counted in measurements as a file states them: by sex and by age, without the numbers that the core hides.
package struct CountedPeople: Sendable {
  typealias Count = (number: String, trace: String?)

  /// What ``init(_:)`` reads.
  package static let queries = CountedCells.queries(by: CountedCells.Breakdown.allCases)

  private let cells: CountedCells

  /// Reads what ``queries`` ask for.
  package init(_ inputs: ReportInputs) throws {
    self.init(try CountedCells(inputs, by: CountedCells.Breakdown.allCases))
  }

  /// People as a report has read them already; those of a sex or an age as far as it asked for them.
  init(_ cells: CountedCells) { self.cells = cells }

  /// All people counted in a measurement; nil where it has no cells, or they are hidden.
  ///
  /// - Parameter inner: the measurements that it counts too. Where a number of one of them is hidden, so is that of the whole:
  ///   it could be found by subtraction.
  func total(_ measurement: String, holding inner: [String]) -> Count? {
    inner.contains { isHidden(cells.total($0)) } ? nil : cells.total(measurement).flatMap(Self.stated)
  }

  /// Whether people were counted by cells, be their number hidden or not.
  func isCounted(_ measurement: String) -> Bool { cells.total(measurement) != nil }

  /// The people of each sex and of each age that is not hidden.
  func parts(_ measurement: String, holding inner: [String]) -> [(dimension: String, value: String, count: Count)] {
    all(measurement, inner).compactMap { part in
      // In English in every language, so that files of two languages can be compared.
      let name = (part.breakdown.codes.label(part.code, .english) ?? part.code).lowercased()
      return part.count.map { (part.breakdown == .sex ? "sex" : "age", name, $0) }
    }
  }

  /// How many of these numbers are hidden.
  func hidden(_ measurement: String, holding inner: [String]) -> Int {
    all(measurement, inner).count { $0.count == nil }
  }

  private func all(
    _ measurement: String, _ inner: [String]
  ) -> [(breakdown: CountedCells.Breakdown, code: String, count: Count?)] {
    CountedCells.Breakdown.allCases.flatMap { breakdown in
      cells.codes(breakdown, in: [measurement]).compactMap { code in
        cells.count(measurement, breakdown, code).map { value in
          let isTold = inner.contains { isHidden(cells.count($0, breakdown, code)) }
          return (breakdown, code, isTold ? nil : Self.stated(value))
        }
      }
    }
  }

  private func isHidden(_ value: InlineValue?) -> Bool { value.map { Self.stated($0) == nil } ?? false }

  private static func stated(_ value: InlineValue) -> Count? {
    guard case .integer(let people) = value.content else { return nil }
    return (String(people), value.trace)
  }
}
