extension CodeLists {
  /// What an organisation does in activities (IATI OrganisationRole).
  public static let organisationRole = CodeList(
    "organisation_role",
    [
      ("funding", "Funding", "Financement"),
      ("accountable", "Accountable", "Responsabilité"),
      ("extending", "Extending", "Gestion des fonds"),
      ("implementing", "Implementing", "Mise en œuvre"),
    ],
    references: ["1", "2", "3", "4"])

  /// What a result is (IATI ResultType).
  public static let resultType = CodeList(
    "result_type",
    [
      ("output", "Output", "Extrant"),
      ("outcome", "Outcome", "Effet"),
      ("impact", "Impact", "Impact"),
      ("other", "Other", "Autre"),
    ],
    references: ["1", "2", "3", "9"])

  /// Whose sector codes those of a programme are (IATI SectorVocabulary).
  public static let sectorVocabulary = CodeList(
    "sector_vocabulary",
    [
      ("dac_5", "OECD DAC, five digits", "CAD de l’OCDE, cinq chiffres"),
      ("dac_3", "OECD DAC, three digits", "CAD de l’OCDE, trois chiffres"),
      ("reporting_organisation", "Reporting organisation", "Organisation déclarante"),
    ],
    references: ["1", "2", "99"])

  /// The policy objectives of aid (IATI PolicyMarker).
  public static let policyMarker = CodeList(
    "policy_marker",
    [
      ("gender_equality", "Gender equality", "Égalité des genres"),
      ("environment", "Aid to environment", "Aide à l’environnement"),
      (
        "good_governance", "Participatory development and good governance",
        "Développement participatif et bonne gouvernance"
      ),
      ("climate_mitigation", "Climate change mitigation", "Atténuation du changement climatique"),
      ("climate_adaptation", "Climate change adaptation", "Adaptation au changement climatique"),
      ("disability", "Disability", "Handicap"),
    ],
    references: ["1", "2", "3", "6", "7", "11"])

  /// How far a programme aims at a policy objective (IATI PolicySignificance).
  public static let policySignificance = CodeList(
    "policy_significance",
    [
      ("not_targeted", "Not targeted", "Non visé"),
      ("significant", "Significant objective", "Objectif significatif"),
      ("principal", "Principal objective", "Objectif principal"),
    ],
    references: ["0", "1", "2"])

  /// What a document is to donors (IATI DocumentCategory; the code is IATI's own).
  public static let documentCategory = CodeList(
    "document_category",
    [
      ("A02", "Objectives", "Objectifs"),
      ("A07", "Review or evaluation", "Revue ou évaluation"),
      ("A08", "Results, outcomes and outputs", "Résultats, effets et extrants"),
      ("B01", "Annual report", "Rapport annuel"),
      ("B07", "Country audit report", "Rapport d’audit pays"),
    ],
    references: ["A02", "A07", "A08", "B01", "B07"])
}
