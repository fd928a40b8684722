extension CodeLists {
  /// How an indicator is measured (IATI IndicatorMeasure).
  public static let indicatorMeasure = CodeList(
    "indicator_measure",
    [
      ("unit", "Unit", "Unité"),
      ("percentage", "Percentage", "Pourcentage"),
      ("nominal", "Nominal", "Nominale"),
      ("ordinal", "Ordinal", "Ordinale"),
      ("qualitative", "Qualitative", "Qualitative"),
    ],
    references: ["1", "2", "3", "4", "5"])

  /// Which way an indicator should move.
  public static let indicatorDirection = CodeList(
    "indicator_direction", [("up", "Increase", "Hausse"), ("down", "Decrease", "Baisse")])

  /// How the measurements of several periods become one figure.
  public static let aggregation = CodeList(
    "aggregation",
    [
      ("sum", "Sum", "Somme"),
      ("latest", "Latest value", "Dernière valeur"),
      ("average", "Average", "Moyenne"),
      ("none", "None", "Aucune"),
    ])

  /// What measurements of an indicator are broken down by.
  public static let indicatorDimension = CodeList(
    "indicator_dimension",
    [
      ("sex", "Sex", "Sexe"),
      ("age_band", "Age", "Âge"),
      ("stakeholder_group", "Group", "Groupe"),
      ("region", "Region", "Région"),
    ])

  /// What a figure counts: people need care, unless a source has published the figure already.
  public static let measuredCounts = CodeList(
    "measured_counts",
    [
      ("people", "People", "Personnes"),
      ("published_people", "People, as a source has published", "Personnes, d’après une source publiée"),
      ("other", "Other things", "Autre chose"),
    ])

  /// Lists of indicators that others publish. IATI's IndicatorVocabulary knows the Sustainable Development Goals as
  /// 9 and all that an organisation lists itself as 99.
  public static let indicatorVocabulary = CodeList(
    "indicator_vocabulary",
    [
      ("sdg", "Sustainable Development Goals", "Objectifs de développement durable"),
      ("usaid_si", "USAID standard indicators", "Indicateurs types de l’USAID"),
      ("donor", "Donor's own", "Liste du bailleur"),
      ("other", "Other", "Autre"),
    ],
    references: ["9", "99", "99", "99"])
}
