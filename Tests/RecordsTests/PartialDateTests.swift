import JSONBytes
import Records
import Testing
import Violations

@Suite("Dates as exactly as they are known") struct PartialDateTests {
  @Test(
    "A year, a month and a day have a first and a last day",
    arguments: [
      ("2023", "2023-01-01", "2023-12-31"), ("2024-02", "2024-02-01", "2024-02-29"),
      ("2023-02", "2023-02-01", "2023-02-28"), ("2023-04", "2023-04-01", "2023-04-30"),
      ("2023-05-16", "2023-05-16", "2023-05-16"), ("1900", "1900-01-01", "1900-12-31"),
    ])
  func days(text: String, first: String, last: String) throws {
    let date = try #require(PartialDate(text))
    #expect(date.description == text)
    #expect(date.firstDay.description == first && date.lastDay.description == last)
  }

  @Test(
    "What is no date is none", arguments: ["", "23", "20233", "2023-", "2023-00", "2023-13", "2023-1", "2023-02-30"])
  func noDate(text: String) { #expect(PartialDate(text) == nil) }

  private func law(_ adopted: String, _ ratified: String) throws -> String {
    try JSONEdit.apply(
      [.set("adoptedOn", adopted), .set("ratifiedOn", ratified)], to: RecordSample.example("framework"))
  }

  @Test(
    "Only what lies before another date for certain is refused",
    arguments: [
      ("2015", "2015", true), ("2015-06", "2015", true), ("2015-06-30", "2015-06", true), ("2015", "2014-12", false),
      ("2015-06", "2015-05-31", false), ("2015-06-02", "2015-06-01", false), ("2015-06-30", "2016", true),
    ])
  func order(adopted: String, ratified: String, isTaken: Bool) throws {
    let found = RecordSample.violations(try law("\"\(adopted)\"", "\"\(ratified)\""))
    #expect(found.map(\.path) == (isTaken ? [] : ["ratifiedOn"]))
  }

  @Test(
    "A date in another spelling is suggested in the right one",
    arguments: [
      (#""05/2023""#, "2023-05"), (#""2023/5""#, "2023-05"), (#""16/05/2023""#, "2023-05-16"), ("2023", "2023"),
    ])
  func suggestions(value: String, suggestion: String) throws {
    let line = try JSONEdit.apply([.set("adoptedOn", value)], to: RecordSample.example("framework", 1))
    #expect(RecordSample.violations(line).map(\.suggestion) == [suggestion])
  }

  @Test("A region is refused only where it did not exist on any day that may be meant") func division() throws {
    func faults(_ date: String) throws -> [String] {
      let line = try JSONEdit.apply(
        [.set("place", #"{"region":"san"}"#), .set("happenedOn", "\"\(date)\""), .remove("happenedUntil")],
        to: RecordSample.example("evidence", 2))
      return RecordSample.violations(line).map(\.path)
    }
    #expect(try faults("2023").isEmpty && faults("2023-03").isEmpty)
    #expect(try faults("2023-02") == ["place.region"] && faults("2022") == ["place.region"])
  }

  @Test("Columns hold the first day") func column() throws {
    let record = try RecordSample.read(RecordSample.example("evidence", 2))
    let place = try #require(record.kind.columns.firstIndex { $0.name == "happened_on" })
    var found: String?
    record.kind.layout.read(record.root) { column, bytes in
      if column == place { found = bytes.map { String(decoding: $0, as: UTF8.self) } }
    }
    #expect(record.kind.columns[place].type == .date && found == "2014-07-01")
  }
}
