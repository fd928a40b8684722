import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import NIMD

/// Figures of the report against the fixture's own rows, added up here in another way.
@Suite struct FigureTests {
  private let inputs: ResultsReport.Inputs
  private let outcome: Rehearsal.Outcome

  init() throws {
    inputs = try ResultsReport.inputs()
    outcome = try ResultsReport.run(inputs: inputs)
  }

  private func number(_ value: JSONValue?) -> Double? { value?["number"]?.double ?? value?["percent"]?.double }

  @Test func meetingsHeldAreTheSumOfTheYears() throws {
    let values = inputs["measurements"]?.filter { $0["indicator"]?.string == "D1.a" }.compactMap { $0["value"]?.double }
    let row = try #require(try outcome.rows(of: "Results by programme line", with: "D1.a – Meetings held").first)
    #expect(number(row[4]) == values?.reduce(0, +))
    // Four yearly targets of three.
    #expect(number(row[3]) == 12)
    #expect(number(row[5]) == 75)
  }

  @Test("Where sources differ, both stand with their source and are not averaged") func differingSources() throws {
    let rows = try outcome.rows(
      of: "Results by programme line", with: "E1.b – Length of a school according to the sources")
    #expect(rows.compactMap { $0[4].string } == ["Six to eight weeks", "Three months"])
    #expect(rows.compactMap { $0[6].string } == ["Source: NIMD, page on Mali.", "Source: abamako.com."])
  }

  @Test("People are told as their cells are counted; no share is made of cells that are not complete")
  func peopleByCells() throws {
    let counted = inputs["counted"]?.filter { $0["measurement"]?.string?.hasPrefix("M-M-F1a") == true }
    let row = try #require(
      try outcome.rows(of: "Results by programme line", with: "F1.a – Women candidates supported by the fund").first)
    #expect(number(row[4]) == counted?.compactMap { $0["counted"]?.double }.reduce(0, +))
    // The target of 2024 was revised from 15 to 8.
    #expect(number(row[3]) == 18)
    #expect(row[5]["missing"]?.bool == true)
    #expect(row[6].string?.contains("At least so many") == true)
  }

  @Test func aLineWithoutIndicatorsStandsThereAndIsWarnedOf() throws {
    let rows = try outcome.rows(of: "Results by programme line", with: "No indicator")
    #expect(rows.map { $0[0].string } == [""])
    #expect(outcome.warnings.contains("framework.indicators"))
  }

  @Test("The bars are the shares of the table above them") func bars() throws {
    let table = try outcome.rows(of: "Results by programme line").filter { $0.count > 5 && number($0[5]) != nil }
    let bars = try outcome.rows(of: "Share of the targets reached")
    #expect(bars.count == 3)
    #expect(bars.map { number($0[1]) } == table.map { number($0[5]) })
    let drawn = try outcome.values("tableStart").filter { $0["caption"]?.string == "Share of the targets reached" }
    #expect(drawn.first?["figure"]?["kind"]?.string == "bar")
  }

  @Test func schoolsAreCountedFromAttendance() throws {
    let rows = try outcome.rows(of: "Democracy schools")
    let schools = inputs["schools"] ?? []
    #expect(rows.count == schools.count)
    for (row, school) in zip(rows, schools) {
      let cells = inputs["people-engagement-sex"]?.filter { $0["engagement"] == school["key"] } ?? []
      for (place, sex, measure) in [
        (5, "female", "people"), (6, "male", "people"), (8, "female", "graduates"), (9, "male", "graduates"),
      ] {
        let told = cells.first { $0["sex"]?.string == sex }?[measure]?.double
        #expect(told != nil && number(row[place]) == told)
      }
      let all = cells.compactMap { $0["sex"] == nil ? nil : $0["people"]?.double }.reduce(0, +)
      #expect(number(row[7]) == all)
      #expect(number(row[4]) == school["weeks"]?.double)
    }
    // Of the first democracy school nobody stated the parties.
    #expect(rows[0][11]["missing"]?.bool == true)
  }

  @Test("What nobody stated of a cohort is not nought") func cohorts() throws {
    let rows = try outcome.rows(of: "Cohorts")
    #expect(rows.map { $0[0].string } == ["2021", "2022"])
    #expect(rows.map { number($0[1]) } == [74 + 112, 164])
    #expect(number(rows[0][3]) == 8)
    #expect(rows[1][3]["missing"]?.bool == true)
  }

  @Test func sessionsHaveTheirPeopleAndAgreements() throws {
    let rows = try outcome.rows(of: "Cafés politiques and sessions of dialogue platforms")
    #expect(rows.map { number($0[5]) } == [27, 34, 38])
    for row in rows { #expect(number(row[3]).flatMap { women in number(row[4]).map { women + $0 } } == number(row[5])) }
    #expect(rows.last?[7].string == "Ask jointly for a calendar published six months before the election.")
    #expect(try !outcome.section(5).joined().contains("cadre-concertation"))
  }

  @Test("The share of women leaves out who stated no sex") func inclusion() throws {
    let rows = try outcome.rows(of: "People who took part, by group")
    let all = try #require(rows.last)
    let people = inputs["people-group-sex"] ?? []
    func sum(_ sex: String) -> Double {
      people.filter { $0["sex"]?.string == sex && $0["group"] != nil }.compactMap { $0["people"]?.double }.reduce(0, +)
    }
    #expect(number(all[2]) == sum("female"))
    #expect(number(all[3]) == sum("male"))
    #expect(number(all[1]) == sum("female") + sum("male") + sum("other_nd"))
    // Whoever stated no sex has a column, so that the sexes add up to all.
    #expect(number(all[4]) == sum("other_nd"))
    #expect(
      number(all[6]).map { ($0 * 10).rounded() } == (sum("female") / (sum("female") + sum("male")) * 1_000).rounded())
    let regions = try outcome.rows(of: "People who took part, by region")
    #expect(regions.map { $0[0].string } == ["Kayes", "Bamako", "Nationwide", "All"])
    let counts = regions.map { $0.dropFirst().compactMap(number).reduce(0, +) }
    #expect(counts.last == number(all[1]) && counts.dropLast().reduce(0, +) == number(all[1]))
  }

  @Test("The lines add up to what the grant spent, in its own currency") func finance() throws {
    let rows = try outcome.rows(of: "Use of the budget by line")
    func cents(_ value: JSONValue) -> Int { Int(((Double(value["money"]?.string ?? "") ?? .nan) * 100).rounded()) }
    let total = try #require(rows.last)
    for place in 2...5 { #expect(rows.dropLast().map { cents($0[place]) }.reduce(0, +) == cents(total[place])) }
    // In euros as they are, in francs as they were converted.
    let spent = (inputs["expenses"] ?? []).map { row in
      cents(["money": (row["converted"] ?? row["amount"])?["amount"] ?? .null])
    }
    #expect(spent.reduce(0, +) == cents(total[4]))
    #expect(cents(total[2]) - cents(total[4]) == cents(total[5]))
    // 702,415.60 of 960,000.
    #expect(number(total[6]).map { ($0 * 10).rounded() / 10 } == 73.2)
    // They lead to the expenses.
    for row in rows where cents(row[4]) > 0 { #expect(row[3]["trace"] != nil && row[4]["trace"] != nil) }
    let foreign = try outcome.rows(of: "Spent in other currencies")
    #expect(foreign.map { $0[2]["currency"]?.string } == ["XOF", "XOF"])
    #expect(foreign.map { $0[2]["money"]?.string } == ["83962496", "55100388"])
    #expect(foreign.map { $0[3]["money"]?.string } == ["128000.00", "84000.00"])
  }

  @Test func sharesOfTheConsortiumAreThoseRecorded() throws {
    let rows = try outcome.rows(of: "Shares of the consortium’s money")
    #expect(rows.compactMap { number($0[1]) } == [70, 15, 15])
  }

  @Test func statusesOfRecommendationsAreCounted() throws {
    let rows = try outcome.rows(of: "Recommendations by status")
    #expect(rows.map { $0[0].string } == ["No longer applicable", "Not followed up in the period"])
    #expect(rows.map { number($0[1]) } == [1, 1])
    #expect(try outcome.section(6).joined().contains("No recommendation was seen to be fully implemented"))
  }

  @Test("The publication to IATI lacks what is not public, shares of people, and people who are not counted completely")
  func consistency() throws {
    let rows = try outcome.rows(of: "Consistency with the publication to IATI")
    let equal = Dictionary(
      rows.map { ($0[0].string?.prefix(4) ?? "", $0[4].string ?? "") }, uniquingKeysWith: { $1 })
    #expect(equal == ["D1.a": "Yes", "D1.b": "—", "E1.a": "Yes", "E1.c": "—", "F1.a": "No"])
    let platform = try #require(rows.first { $0[0].string?.hasPrefix("D1.b") == true })
    #expect(platform[2].string == "Common position")
    #expect(platform[3...].map(\.string) == ["not published", "—", "not public"])
    let candidates = try #require(rows.first { $0[0].string?.hasPrefix("F1.a") == true })
    #expect(candidates[2...3].map(number) == [16, 11])
    #expect(candidates[5].string == "2024: the breakdown is not complete")
    #expect(outcome.warnings.contains("measurement"))
  }
}
