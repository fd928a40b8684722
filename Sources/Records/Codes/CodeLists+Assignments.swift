extension CodeLists {
  /// What an auditor or a researcher was charged with.
  public static let assignmentType = CodeList(
    "assignment_type",
    [
      ("financial_audit", "Financial audit", "Vérification financière"),
      ("compliance_audit", "Compliance audit", "Vérification de conformité"),
      ("performance_audit", "Performance audit", "Vérification de performance"),
      ("follow_up_audit", "Follow-up of recommendations", "Suivi des recommandations"),
      ("policy_evaluation", "Evaluation of public policy", "Évaluation de politique publique"),
      ("evaluation", "Evaluation of a programme", "Évaluation d’un programme"),
      ("desk_review", "Desk review", "Revue documentaire"),
      ("study", "Study", "Étude"),
      ("roundtable_series", "Series of roundtables", "Série de tables rondes"),
      ("actor_mapping", "Actor mapping", "Cartographie des acteurs"),
    ])

  /// The standards of an audit or a study.
  public static let auditStandard = CodeList(
    "audit_standard",
    [
      ("issai_2000", "ISSAI 2000 (financial)", "ISSAI 2000 (financier)"),
      ("issai_3000", "ISSAI 3000 (performance)", "ISSAI 3000 (performance)"),
      ("issai_4000", "ISSAI 4000 (compliance)", "ISSAI 4000 (conformité)"),
      ("gagas", "GAGAS (Yellow Book)", "GAGAS (Yellow Book)"),
      ("oecd_dac", "OECD DAC evaluation criteria", "Critères d’évaluation du CAD de l’OCDE"),
      ("other", "Other", "Autre"),
    ])

  /// What an actor is to a process.
  public static let actorRole = CodeList(
    "actor_role",
    [
      ("decision_maker", "Decision maker", "Décideur"),
      ("mediator", "Mediator", "Médiateur"),
      ("influencer", "Influencer", "Acteur d’influence"),
      ("implementer", "Implementer", "Acteur de mise en œuvre"),
      ("affected", "Affected", "Partie touchée"),
      ("other", "Other", "Autre"),
    ])

  /// How an actor stands towards a process.
  public static let actorStance = CodeList(
    "actor_stance",
    [
      ("supportive", "Supportive", "Favorable"),
      ("neutral", "Neutral", "Neutre"),
      ("divided", "Divided", "Partagée"),
      ("opposed", "Opposed", "Défavorable"),
      ("unknown", "Unknown", "Inconnue"),
    ])
}
