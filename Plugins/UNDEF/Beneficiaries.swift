import Records
import ReportDocument
import ReportKit

/// Section 4: who was reached, beside what was planned.
enum Beneficiaries {
  static func write(
    _ context: ReportContext, _ inputs: ReportInputs, _ report: inout ReportBuilder, _ ledger: inout Ledger
  ) throws {
    try report.section("beneficiaries")
    _ = try context.narratives.write("beneficiaries", into: &report, &ledger)
    let targets = context.programme.rows("targets")
    try writeTargets(targets.filter { $0.string("unit") != "people" }, context, &report)
    let bySex = PeopleTable(try inputs.collected("reachedBySex"), other: "sex")
    let byYouth = PeopleTable(try inputs.collected("reachedByYouth"), other: "youth")
    try writePeople(bySex, byYouth, planned(targets), context, &report)
  }

  private static func writeTargets(
    _ targets: [InputRow], _ context: ReportContext, _ report: inout ReportBuilder
  ) throws {
    guard !targets.isEmpty else { return }
    try report.table(
      Bilingual(en: "Places, communities and events", fr: "Lieux, communautés et activités"),
      columns: [
        .text(en: "Target", fr: "Cible", weight: 6), .number(en: "Planned", fr: "Prévu", weight: 2),
        .number(en: "Reached", fr: "Atteint", weight: 2),
        .percent(en: "% of plan", fr: "% du prévu", weight: 2),
      ]
    ) { table in
      for target in targets {
        let planned = InlineValue.number(target.integer("planned"))
        let reached = InlineValue.number(target.integer("reached"))
        try table.add([.text(target.text("label")), planned, reached, .share(reached, of: planned)])
      }
    }
  }

  private static func writePeople(
    _ bySex: PeopleTable, _ byYouth: PeopleTable, _ planned: [String: Int], _ context: ReportContext,
    _ report: inout ReportBuilder
  ) throws {
    guard !bySex.isEmpty else {
      try report.placeholder(
        en: "No attendance has been recorded.", fr: "Aucune présence n’a été enregistrée.",
        path: "participation")
      return
    }
    try report.table(
      Bilingual(en: "People reached, by group", fr: "Personnes touchées, par groupe"),
      columns: [
        .text(en: "Group", fr: "Groupe", weight: 5), .number(en: "Planned", fr: "Prévu", weight: 2),
        .number(en: "Reached, F", fr: "Touchées, F", weight: 2),
        .number(en: "Reached, M", fr: "Touchés, H", weight: 2),
        .number(en: "Youth", fr: "Jeunes", weight: 2), .percent(en: "% of plan", fr: "% du prévu", weight: 2),
      ],
      note: note
    ) { table in
      for group in CodeLists.stakeholderGroup.codes
      where bySex.groups.contains(group) || planned[group] != nil {
        try table.add([
          .text(context.request.label(CodeLists.stakeholderGroup, group)),
          planned[group].map { .number($0) } ?? dash,
          bySex.count(group, "female"), bySex.count(group, "male"), byYouth.count(group, "youth"),
          planned[group].map { .share(bySex.count(group, nil), of: .number($0)) } ?? dash,
        ])
      }
      try table.add(
        [
          .text(context.text(en: "All groups", fr: "Tous les groupes")), dash,
          bySex.count(nil, "female"), bySex.count(nil, "male"), byYouth.count(nil, "youth"), dash,
        ], role: .total)
    }
  }

  /// Planned numbers of people: targets whose code is that of a group.
  private static func planned(_ targets: [InputRow]) -> [String: Int] {
    var planned: [String: Int] = [:]
    for target in targets where target.string("unit") == "people" {
      guard let code = target.string("code"), CodeLists.stakeholderGroup.contains(code) else { continue }
      planned[code] = target.integer("planned")
    }
    return planned
  }

  private static let dash = InlineValue.text("—")

  private static let note = Bilingual(
    en: """
      Attendance per session. Youth: 18 to 35 years. A dash: no target was set. \
      Small numbers are hidden to protect people, and with them others that would give them away.
      """,
    fr: """
      Présences par séance. Jeunes : 18 à 35 ans. Un tiret : aucune cible fixée. \
      Les petits effectifs sont masqués pour protéger les personnes, ainsi que ceux qui \
      permettraient de les retrouver.
      """)
}
