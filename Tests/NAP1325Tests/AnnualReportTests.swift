import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import NAP1325

@Suite struct AnnualReportTests {
  @Test("Its sections stand in order in both languages, and all of those listed are there") func sections() throws {
    let french = [
      "Avant-propos", "Résumé", "Contexte", "Mise en œuvre par pilier",
      "Participation des femmes au secteur de la sécurité et aux mécanismes de paix", "Budget et financement",
      "Coordination", "Localisation par région", "Difficultés, risques et leçons", "Recommandations",
      "Annexe A : matrice de suivi", "Annexe B : indicateurs de S/2010/498",
      "Annexe C : fiches utilisées et sigles",
    ]
    #expect(try NAPReports.annual().headings(level: 1) == french)
    let english = try NAPReports.annual(.english)
    #expect(try english.headings(level: 1).count == french.count)
    #expect(try english.headings(level: 1)[0] == "Foreword")
    let listed = try english.values("contents").flatMap { $0["entries"]?.array ?? [] }
    #expect(try listed.compactMap { $0["text"]?.string } == english.headings(level: 1))
  }

  @Test("Three sources on women in the mechanisms of peace stand side by side and are not averaged") func women() throws
  {
    let outcome = try NAPReports.annual()
    let rows = try outcome.table("Femmes dans les instances")
    #expect(rows.map { $0["Part"] } == ["ND", "3.0 %", "31.0 %", "20.0 %"])
    #expect(rows.map { $0["Femmes"] } == ["41", "ND", "ND", "ND"])
    #expect(rows.map { $0["Date"] } == ["2020", "2019", "2021", "2021"])
    #expect(rows.allSatisfy { $0["Total"] == "ND" && $0["Source"]?.isEmpty == false })
    #expect(rows[2]["Observation"]?.hasPrefix("Neuf femmes.") == true)
    #expect(rows[1]["Observation"]?.hasPrefix("Chiffre approché.") == true)
    #expect(rows[1]["Source"]?.hasSuffix("p. 33") == true)
    let section = try outcome.section(5).joined()
    // Their mean would be 18.
    #expect(!section.contains(#""percent":18"#))
    let drawn = try outcome.table("Part des femmes par instance et par source")
    #expect(drawn.map { $0["Part des femmes"] } == ["3.0 %", "31.0 %", "20.0 %"])
    #expect(drawn.map { $0["Cible"] } == ["30.0 %", "30.0 %", "30.0 %"])
  }

  @Test("Figures of the summary are those of the records") func summary() throws {
    let inputs = try NAPReports.fixture("annual")
    let engagements = inputs["engagements"] ?? []
    let meetings = engagements.count { $0["engagementType"]?.string == "committee_meeting" }
    let form = try #require(NAPReports.annual(inputs: inputs).values("form").first?["rows"]?.array)
    let values = Dictionary(form.map { ($0["label"]?.string ?? "", $0["value"]?.plain ?? "") }) { first, _ in first }
    #expect(values["Réunions de comités"] == "\(meetings)")
    #expect(values["Événements de la période, réunions comprises"] == "\(engagements.count)")
    #expect(values["Activités achevées"] == "1 sur 7")
    #expect(values["Taux d’achèvement"] == "\((1.0 / 7 * 1000).rounded() / 10) %")
  }

  @Test("Events that began or ended in the period are told, in their order, with their source") func events() throws {
    let inputs = try NAPReports.fixture("annual")
    let rows = try NAPReports.annual(inputs: inputs).table("Événements de la période")
    let expected = (inputs["events"] ?? []).filter { event in
      ["happenedOn", "happenedUntil"].contains { event[$0]?.string?.hasPrefix("2023") ?? false }
    }
    #expect(rows.count == expected.count && !rows.isEmpty)
    #expect((inputs["events"] ?? []).count > rows.count)
    #expect(rows.allSatisfy { $0["Source"]?.isEmpty == false })
  }

  @Test("The law and the policies that the plan follows are listed, no others, and one that is not there is told of")
  func instruments() throws {
    let outcome = try NAPReports.annual()
    let titles = try outcome.table("Ancrage juridique : ce que suit le plan").compactMap { $0["Instrument"] }
    #expect(titles.count == 6)
    #expect(titles.contains { $0.contains("Résolution 1325") })
    #expect(!titles.contains { $0.contains("03-030") })
    let warned = outcome.diagnostics.first { $0["path"]?.string == "framework.alignedWith" }
    #expect(warned?["summary"]?.string?.hasPrefix("1 ") == true)
  }

  @Test("The machinery is what meets, is in charge, or shares a membership with these") func machinery() throws {
    let outcome = try NAPReports.annual()
    let bodies = try outcome.table("Le dispositif du plan")
    let names = bodies.compactMap { $0["Instance"] }
    #expect(names.count == 4)
    for part in ["Comité national de suivi", "Unité technique", "Comité de pilotage", "Comité régional genre de Ségou"]
    {
      #expect(names.contains { $0.hasPrefix(part) }, "\(part)")
    }
    #expect(bodies.first { $0["Instance"]?.contains("CNS") ?? false }?["Secrétariat"] == "UTG")
    // The mission left in December, and was a member until its last day.
    #expect(
      bodies.first { $0["Instance"]?.contains("CNS") ?? false }?["Membres et observateurs"]?.contains("MINUSMA") == true
    )
    #expect(try !outcome.section(13).joined().contains("NIMD"))
  }

  @Test("Meetings stand with their day, and engagements under their pillar") func engagements() throws {
    let outcome = try NAPReports.annual()
    let meetings = try outcome.table("Réunions des comités")
    #expect(meetings.map { $0["Date"] ?? "" } == meetings.map { $0["Date"] ?? "" }.sorted())
    #expect(meetings.count == 6)
    let pillar = try outcome.section(4)
    #expect(pillar.contains { $0.contains("Plaidoyer pour les sièges des femmes") })
    #expect(!pillar.contains { $0.contains("Comité national de suivi, T1 2023") })
  }

  @Test("The map is drawn from the places, and hidden counts of people stay hidden") func regions() throws {
    let outcome = try NAPReports.annual()
    let start = try outcome.values("tableStart").first { $0["id"]?.string == "drawn-places" }
    #expect(start?["figure"]?["kind"]?.string == "map")
    let counts = try outcome.rows(of: "Événements par région")
    #expect(counts.dropLast().allSatisfy { $0[1]["trace"]?.string != nil })
    let rows = try outcome.table("Activités et présence par région")
    let timbuktu = rows.first { $0["Région"] == "Tombouctou" }
    #expect([timbuktu?["Femmes"], timbuktu?["Hommes"]] == ["[s]", "[s]"])
    #expect(rows.last?["Activités du plan"] == "7")
    // Gao has an activity, but nobody was counted there.
    #expect(rows.first { $0["Région"] == "Gao" }?["Femmes"] == "ND")
  }

  @Test("Money received and spent is that of the period") func money() throws {
    let outcome = try NAPReports.annual()
    #expect(try outcome.table("Fonds reçus pendant la période").map { $0["Montant"] } == ["160000.00 EUR"])
    let spent = try outcome.table("Dépenses de la période par bailleur").map { $0["Dépensé"] }
    #expect(spent == ["122000.00 EUR", "58380173 XOF"])
    let before = ReportPeriod(from: CalendarDate("2021-01-01"), to: CalendarDate("2021-12-31"))
    #expect(
      try NAPReports.annual(period: before).table("Fonds reçus pendant la période").map { $0["Montant"] } == [
        "225000.00 EUR"
      ])
  }

  @Test("No key of a record is printed, not even an organisation's that has no name") func keys() throws {
    var inputs = try NAPReports.fixture("annual")
    let keys = Set(inputs.values.flatMap { $0 }.compactMap { $0["key"]?.string }.filter { $0.contains("-") })
    #expect(keys.count > 50)
    for organisations in [inputs["organisations"], []] {
      inputs["organisations"] = organisations
      for language in [Language.french, .english] {
        let text = try NAPReports.annual(language, inputs: inputs).blocks.joined()
        #expect(keys.filter { text.contains("\"\($0)\"") || text.contains(" \($0)") }.isEmpty)
      }
    }
  }

  @Test("The same inputs give the same bytes") func sameBytes() throws {
    #expect(try NAPReports.annual().blocks == NAPReports.annual().blocks)
  }
}
