import JSONBytes
import Records
import Testing

@testable import ReportKit

@Suite struct ValidityTests {
  private func plan(_ key: String, _ status: String, _ from: String?, _ until: String?) -> ResultsFramework {
    var row: JSONObject = ["key": .string(key), "status": .string(status)]
    row["validFrom"] = from.map { .string($0) }
    row["validUntil"] = until.map { .string($0) }
    return ResultsFramework(InputRow(row, language: .english), measurements: [])
  }

  @Test(
    "In force is what holds on the day, an adopted one before a draft and a later one before an earlier one",
    arguments: [
      ("2018-12-31", "second"), ("2020-06-30", "second"), ("2023-12-31", "second"), ("2024-01-01", "third"),
      ("2013-01-01", "first"), ("2031-01-01", "second"),
    ])
  func inForce(_ day: String, _ expected: String) throws {
    let plans = [
      plan("first", "adopted", "2012", "2014"), plan("draft", "draft", "2019", "2023"),
      plan("second", "adopted", "2019", "2023"), plan("third", "draft", "2024", "2028-06"),
    ]
    let day = try #require(CalendarDate(day))
    #expect(plans.inForce(on: day)?.row.string("key") == expected)
    #expect(plans.reversed().inForce(on: day)?.row.string("key") == expected)
    #expect([ResultsFramework]().inForce(on: day) == nil)
  }

  @Test(
    "The days on which a framework holds are as exact as they are known, and have their years",
    arguments: [
      ("2019", "2023", "2019-01-01", "2023-12-31", "2019–2023"), ("2019-03", nil, "2019-03-01", nil, "2019"),
      (nil, "2023-06", nil, "2023-06-30", "2023"), ("2023-02", "2023-06-15", "2023-02-01", "2023-06-15", "2023"),
      (nil, nil, nil, nil, nil),
    ] as [(String?, String?, String?, String?, String?)])
  func days(_ from: String?, _ until: String?, _ first: String?, _ last: String?, _ years: String?) {
    let validity = plan("a", "adopted", from, until).validity
    #expect(validity.from?.description == first && validity.to?.description == last && validity.years == years)
  }

  @Test(
    "Periods touch if they have a day in common, without a bound for all time",
    arguments: [
      ("2019-01-01", "2023-12-31", "2023-12-31", "2024-06-30", true),
      ("2019-01-01", "2023-12-31", "2024-01-01", "2024-06-30", false),
      ("2019-01-01", nil, "2018-01-01", "2018-12-31", false),
      (nil, "2023-12-31", "2020-01-01", nil, true), (nil, nil, nil, nil, true),
    ] as [(String?, String?, String?, String?, Bool)])
  func touches(_ from: String?, _ to: String?, _ otherFrom: String?, _ otherTo: String?, _ expected: Bool) {
    func period(_ from: String?, _ to: String?) -> ReportPeriod {
      ReportPeriod(from: from.flatMap { CalendarDate($0) }, to: to.flatMap { CalendarDate($0) })
    }
    let (one, other) = (period(from, to), period(otherFrom, otherTo))
    #expect(one.touches(other) == expected && other.touches(one) == expected)
  }
}
