import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import NAP1325

@Suite struct MatrixReportTests {
  private static let prevention = "Pilier 2 : Prévention, 2023"

  @Test("Each pillar has a sheet, and so have progress, budget and the others' indicators") func sheets() throws {
    for (language, names) in [
      (
        Language.french,
        [
          "Synthèse", "1 Participation", "2 Prévention", "3 Protection", "4 Secours et relèvement", "Coordination",
          "Budget", "UNSCR1325", "ODD",
        ]
      ),
      (
        .english,
        [
          "Summary", "1 Participation", "2 Prevention", "3 Protection", "4 Relief and recovery", "Coordination",
          "Budget", "UNSCR1325", "SDG",
        ]
      ),
    ] {
      let outcome = try NAPReports.matrix(language)
      let parts = try outcome.values("part")
      #expect(parts.compactMap { $0["sheet"]?.string } == names)
      #expect(parts.allSatisfy { $0["orientation"]?.string == "landscape" })
      #expect(try outcome.headings(level: 1).count == names.count)
      let listed = try outcome.values("contents").flatMap { $0["entries"]?.array ?? [] }
      #expect(listed.count == names.count)
    }
  }

  @Test("The matrix has the columns that the committee asks for, under their common titles") func columns() throws {
    let outcome = try NAPReports.matrix()
    let start = try outcome.values("tableStart").first { $0["caption"]?.string == Self.prevention }
    #expect(
      start?["columns"]?.array?.compactMap { $0["title"]?.string } == [
        "Code", "Résultat, opportunité, activité", "Indicateur", "Unité", "Référence", "Année", "Cible 2023", "T1",
        "T2", "T3", "T4", "Cumul", "Taux", "Institution responsable", "Partenaires", "Régions", "Ligne budgétaire",
        "Montant prévu", "Source", "Dépensé", "Statut", "Commentaire", "Moyens de vérification",
      ])
    #expect(start?["groups"]?.array?.compactMap { $0["columns"]?.integer } == [2, 4, 7, 3, 4, 3])
  }

  @Test("Rows are indented by their level, indicators one more, and those of a pillar not at all") func indents() throws
  {
    let rows = try NAPReports.matrix().values("row")
    func indent(_ code: String) -> Int64? {
      rows.first { $0["cells"]?.array?.count == 23 && $0["cells"]?.array?.first?.string == code }
        .map { $0["indent"]?.integer ?? 0 }
    }
    for (code, expected) in [
      ("1.a", 0), ("2.1", 0), ("2.1.b", 1), ("2.1.A1", 1), ("3.5.1.A1", 2), ("C", 0), ("C.1", 1),
    ] {
      #expect(indent(code) == Int64(expected), "\(code)")
    }
  }

  @Test("Quarters come from the people counted, what nobody measured is not known, and the total is their sum")
  func quarters() throws {
    let inputs = try NAPReports.fixture("matrix")
    let row = try NAPReports.matrix(inputs: inputs).row(Self.prevention, "Code", "2.1.b")
    var byQuarter: [String: Int64] = [:]
    for measurement in inputs["measurements"] ?? [] where measurement["indicator"]?.string == "2.1.b" {
      #expect(measurement["value"] == nil)
      let people = inputs["counted"]?.first { $0["measurement"] == measurement["key"] }?["counted"]?.integer
      let label = try #require(measurement["periodLabel"]?.string)
      byQuarter[String(label.prefix(2))] = people
    }
    #expect(byQuarter == ["T1": 57, "T2": 88, "T3": 41])
    for quarter in ["T1", "T2", "T3"] { #expect(row[quarter] == byQuarter[quarter].map { "\($0)" }) }
    #expect(row["T4"] == "ND")
    let sum = byQuarter.values.reduce(0, +)
    #expect(row["Cumul"] == "\(sum)")
    #expect(row["Cible 2023"] == "300")
    #expect(row["Taux"] == "\((Double(sum) / 300 * 1000).rounded() / 10) %")
  }

  @Test("A percentage is computed from its parts, and a step of a scale has its name and no rate") func measures()
    throws
  {
    let outcome = try NAPReports.matrix()
    let weapons = try outcome.row("Pilier 3 : Protection, 2023", "Code", "3.5.a")
    #expect(weapons["Référence"] == "\(18.0 / 240 * 100) %")
    #expect(weapons["Cumul"] == "\((61.0 / 254 * 1000).rounded() / 10) %")
    #expect([weapons["T1"], weapons["T4"]] == ["", ""])
    let texts = try outcome.row("Pilier 3 : Protection, 2023", "Code", "3.5.1.a")
    #expect([texts["Référence"], texts["Cumul"], texts["Taux"]] == ["Aucune mention", "Mesures prévues", "—"])
  }

  @Test("Each source of an activity's money has a row, and what it does not state is not known") func money() throws {
    let rows = try NAPReports.matrix().table(Self.prevention).filter { $0["Code"] == "2.1.A1" }
    #expect(rows.map { $0["Source"] } == ["Budget de l’État", "Fonds commun", "Coopération suisse"])
    #expect(rows.map { $0["Montant prévu"] } == ["30000000 XOF", "130000.00 EUR", "20000000 XOF"])
    #expect(rows.map { $0["Dépensé"] } == ["17400000 XOF", "107000.00 EUR", "ND"])
    #expect(rows[0]["Ligne budgétaire"]?.hasPrefix("B4 – ") == true)
    #expect(rows[1]["Statut"] == "")
  }

  @Test("Activities are counted by status and pillar as the nodes say") func progress() throws {
    let inputs = try NAPReports.fixture("matrix")
    let nodes = (inputs["frameworks"] ?? []).filter { $0["status"]?.string == "adopted" }
      .flatMap { $0["nodes"]?.array ?? [] }.filter { $0["level"]?.string == "activity" }
    let completed = nodes.count { $0["status"]?.string == "completed" }
    let outcome = try NAPReports.matrix(inputs: inputs)
    let total = try outcome.row("Activités achevées", "Pilier", "Total")
    #expect(total["Activités"] == "\(nodes.count)")
    #expect(total["Achevées"] == "\(completed)")
    #expect(total["Taux d’achèvement"] == "\((Double(completed) / Double(nodes.count) * 1000).rounded() / 10) %")
    let start = try outcome.values("tableStart").first { $0["id"]?.string == "drawn-statuses" }
    #expect(start?["figure"]?["kind"]?.string == "stackedBar")
    let counts = try outcome.row("Activités par statut", "Pilier", "Total").filter { $0.key != "Pilier" }
    #expect(counts.values.compactMap { Int($0) }.reduce(0, +) == nodes.count)
  }

  @Test("Money by pillar adds up by currency, and what no pillar has stands apart") func budget() throws {
    let inputs = try NAPReports.fixture("matrix")
    let outcome = try NAPReports.matrix(inputs: inputs)
    let plan = try #require(inputs["frameworks"]?.first { $0["status"]?.string == "adopted" })
    for currency in ["EUR", "XOF"] {
      func sum(_ rows: [JSONValue], _ amount: String) -> Double {
        rows.compactMap { $0[amount] }.filter { $0["currency"]?.string == currency }
          .compactMap { $0["amount"]?.string.flatMap(Double.init) }.reduce(0, +)
      }
      let whole = plan["funding"]?.array ?? []
      let given = (plan["nodes"]?.array ?? []).flatMap { $0["funding"]?.array ?? [] }
      let table = try outcome.table("Budget par pilier, 2019–2023 (\(currency))")
      func printed(_ row: String, _ column: String) -> Double? {
        table.first { $0["Pilier"] == row }?[column].flatMap { $0.split(separator: " ").first }.flatMap { Double($0) }
      }
      for (amount, column) in [("planned", "Prévu"), ("mobilised", "Mobilisé"), ("spent", "Dépensé")] {
        let sources = whole.filter { $0["planned"]?["currency"]?.string == currency }
        let names = sources.map { $0["source"] }
        // Of what some sources are silent on, the others have no rest where a part names a source of its own.
        let isSilent = sources.contains { $0[amount] == nil }
        let hasOwn = given.contains {
          $0["planned"]?["currency"]?.string == currency && !names.contains($0["source"])
        }
        let rest = isSilent && hasOwn ? 0 : sum(whole, amount) - sum(given, amount)
        #expect(printed("Total", column) == sum(given, amount) + rest, "\(currency) \(amount)")
        #expect((printed("Non ventilé par pilier", column) ?? 0) == rest, "\(currency) \(amount)")
      }
    }
    let state = try outcome.table("Financement par pilier et par source, 2019–2023").filter {
      $0["Source"] == "Budget de l’État"
    }
    #expect(state.first?["Part mobilisée"] == "\((23.0 / 32 * 1000).rounded() / 10) %")
  }

  @Test("The others' indicators lead to the plan's, with the last value known where the year has none")
  func crossWalks()
    throws
  {
    let outcome = try NAPReports.matrix()
    let rows = try outcome.table("Le plan et les indicateurs de S/2010/498")
    #expect(Set(rows.compactMap { $0["Nº"] }).count == CodeLists.unscr1325Indicator.codes.count)
    let mediators = rows.filter { $0["Nº"] == "11a" }
    #expect(mediators.map { $0["Code du plan"] } == ["1.2.a", "1.2.b"])
    #expect(mediators[0]["Valeur"] == "ND")
    let known = try #require(mediators[0]["Dernière valeur connue"])
    for part in ["3,0", "31,0", "20,0", "CSA, 2021", "CVJR, 2021"] { #expect(known.contains(part), "\(part)") }
    #expect(rows.first { $0["Nº"] == "26b" }?["Code du plan"] == "—")
    // 11a, 11b, 12a, 15 and 17: four of the 26.
    #expect(try outcome.values("paragraph").contains { $0["text"]?.plain.contains("4 des 26") ?? false })
    let goals = try outcome.table("Le plan et les indicateurs des Objectifs de développement durable")
    #expect(goals.map { $0["Indicateur ODD"] } == ["16.4.2"])
  }

  @Test("No key of a record is printed") func keys() throws {
    let inputs = try NAPReports.fixture("matrix")
    let keys = Set(inputs.values.flatMap { $0 }.compactMap { $0["key"]?.string }.filter { $0.contains("-") })
    #expect(keys.count > 10)
    for language in [Language.french, .english] {
      let text = try NAPReports.matrix(language).blocks.joined()
      #expect(keys.filter(text.contains).isEmpty)
    }
  }

  @Test("The matrix is what it was") func golden() throws {
    #expect(try GoldenBlocks.differences(NAPReports.matrix(), "NAP1325Tests", "matrix").isEmpty)
  }
}
