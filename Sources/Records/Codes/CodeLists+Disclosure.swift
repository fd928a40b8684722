extension CodeLists {
  /// How far a record may travel, in rising order; the codes of ``ConfidentialityLevel``.
  public static let confidentiality = CodeList(
    "confidentiality",
    [
      ("public", "Public", "Public"),
      ("internal", "Internal", "Interne"),
      ("restricted", "Restricted", "Restreint"),
      ("confidential", "Confidential", "Confidentiel"),
    ])

  /// Why a report leaves something out.
  public static let withholdReason = CodeList(
    "withhold_reason",
    [
      ("above_disclosure_level", "Above disclosure level", "Niveau de diffusion insuffisant"),
      (
        "small_cell", "Count that is small or would give a small one away",
        "Effectif petit, ou qui permettrait d’en retrouver un petit"
      ),
      ("consent_withdrawn", "Consent withdrawn", "Consentement retiré"),
      ("no_consent", "No consent", "Sans consentement"),
      ("not_validated", "Not validated", "Non validé"),
      ("out_of_scope", "Outside scope", "Hors périmètre"),
    ])

  /// The codes of ``Language``.
  public static let language = CodeList(
    "language", [("fr", "French", "Français"), ("en", "English", "Anglais")])

  /// The codes of ``Region``, and two for what lies in no region or in all.
  public static let region = CodeList(
    "region",
    Region.rows.map { ($0.code, $0.en, $0.fr) } + Region.otherPlaces)
}
