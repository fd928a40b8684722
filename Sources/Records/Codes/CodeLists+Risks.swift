extension CodeLists {
  /// What a risk comes from.
  public static let riskCategory = CodeList(
    "risk_category",
    [
      ("security", "Security", "Sécurité"),
      ("political", "Political", "Politique"),
      ("protection", "Harm to participants", "Préjudice aux participants"),
      ("operational", "Operational", "Opérationnel"),
      ("financial", "Financial", "Financier"),
      ("partner", "Partner", "Partenaire"),
      ("reputation", "Reputation", "Réputation"),
      ("social", "Social and cultural", "Social et culturel"),
    ])

  /// How likely a risk is, or how heavy its impact.
  public static let riskRating = CodeList(
    "risk_rating", [("low", "Low", "Faible"), ("medium", "Medium", "Moyen"), ("high", "High", "Élevé")])

  /// Where a risk stands.
  public static let riskStatus = CodeList(
    "risk_status",
    [
      ("open", "Open", "Ouvert"),
      ("mitigated", "Mitigated", "Atténué"),
      ("occurred", "Occurred", "Survenu"),
      ("closed", "Closed", "Clos"),
    ])
}
