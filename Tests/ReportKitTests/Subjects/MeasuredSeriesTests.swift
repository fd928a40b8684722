import JSONBytes
import Records
import Testing

@testable import ReportKit

@Suite("Measurements of an indicator") struct MeasuredSeriesTests {
  private func indicator(_ aggregation: String, _ rows: [JSONObject]) throws -> FrameworkIndicator {
    let row: JSONObject = [
      "code": "1.a", "node": "1", "measure": "unit", "aggregation": .string(aggregation),
    ]
    return try #require(
      FrameworkIndicator(
        InputRow(row, language: .english), measurements: rows.map { InputRow($0, language: .english) }))
  }

  private func keys(_ rows: [InputRow]) -> [String] { rows.compactMap { $0.string("key") } }

  private func half(_ key: String, _ number: Int, _ members: JSONObject = JSONObject()) -> JSONObject {
    var row = members
    row["key"] = .string(key)
    row["periodStart"] = number == 1 ? "2023-01-01" : "2023-07-01"
    row["periodEnd"] = number == 1 ? "2023-06-30" : "2023-12-31"
    return row
  }

  @Test(
    "A value is made from those that have one, or from the last of them where it stands for all",
    arguments: [("sum", ["a", "b"]), ("average", ["a", "b"]), ("latest", ["b"])])
  func making(_ aggregation: String, _ expected: [String]) throws {
    let rows = [
      half("a", 1, ["value": 1]), half("b", 2, ["withheld": ["value"]]),
      // It tells a status and no value.
      ["key": "c", "periodStart": "2023-10-01", "periodEnd": "2023-12-31"],
      ["key": "d", "periodStart": "2024-01-01", "periodEnd": "2024-06-30", "value": 2],
    ]
    let series = try #require(try indicator(aggregation, rows).series.first)
    #expect(keys(series.measurements(making: FiscalYear(2023).period)) == expected)
  }

  @Test("With some of its measurements alone, an indicator has the series that these make") func filtered() throws {
    let rows = [
      half("a", 1, ["value": 1, "source": "A"]), half("b", 1, ["value": 2, "source": "B"]),
      half("c", 2, ["value": 3, "source": "B"]),
    ]
    let whole = try indicator("sum", rows)
    #expect(whole.series.map { keys($0.measurements) } == [["a"], ["b", "c"]])
    let some = whole.measured { $0.string("key") != "b" }
    #expect(some.series.map { keys($0.measurements) } == [["a", "c"]])
    #expect(some.code == "1.a" && some.node == "1")
  }
}
