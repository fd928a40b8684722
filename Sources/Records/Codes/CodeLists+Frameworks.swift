extension CodeLists {
  /// What a framework is.
  public static let frameworkType = CodeList(
    "framework_type",
    [
      ("donor_results", "Donor's results framework", "Cadre de résultats d’un bailleur"),
      ("project_document", "Project document", "Document de projet"),
      ("nap_1325", "National action plan 1325", "Plan d’action national 1325"),
      ("action_plan", "Action plan", "Plan d’action"),
      ("theory_of_change", "Theory of change", "Théorie du changement"),
      ("legal_instrument", "Legal instrument", "Instrument juridique"),
      ("policy_instrument", "Policy instrument", "Instrument de politique publique"),
      ("internal", "Internal framework", "Cadre interne"),
    ])

  /// Whether a plan or an instrument holds.
  public static let frameworkStatus = CodeList(
    "framework_status",
    [
      ("draft", "Draft", "Projet"),
      ("adopted", "Adopted", "Adopté"),
      ("replaced", "Replaced", "Remplacé"),
    ])

  /// Who is bound by a legal or policy instrument.
  public static let instrumentLevel = CodeList(
    "instrument_level",
    [
      ("national", "National", "National"),
      ("subregional", "Subregional", "Sous-régional"),
      ("continental", "Continental", "Continental"),
      ("international", "International", "International"),
    ])

  /// The levels of a framework; the reference is IATI's ResultType, which activities have none of.
  public static let nodeLevel = CodeList(
    "node_level",
    [
      ("pillar", "Pillar", "Pilier"),
      ("impact", "Impact", "Impact"),
      ("outcome", "Outcome", "Effet"),
      ("result", "Result", "Résultat"),
      ("opportunity", "Opportunity", "Opportunité"),
      ("output", "Output", "Extrant"),
      ("activity", "Activity", "Activité"),
    ],
    references: ["3", "3", "2", "2", "2", "1"])

  /// The periods in which an indicator is measured.
  public static let frequency = CodeList(
    "frequency",
    [
      ("monthly", "Monthly", "Mensuelle"),
      ("quarterly", "Quarterly", "Trimestrielle"),
      ("semi_annual", "Every six months", "Semestrielle"),
      ("annual", "Annual", "Annuelle"),
      ("once", "Once", "Une seule fois"),
    ])
}
