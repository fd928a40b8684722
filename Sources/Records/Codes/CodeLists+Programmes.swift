extension CodeLists {
  /// Where a programme stands in its life (IATI ActivityStatus).
  public static let activityStatus = CodeList(
    "activity_status",
    [
      ("pipeline", "Pipeline", "En préparation"),
      ("implementation", "Implementation", "Actif"),
      ("finalisation", "Finalisation", "Finalisation"),
      ("closed", "Closed", "Fermé"),
      ("cancelled", "Cancelled", "Annulé"),
      ("suspended", "Suspended", "Suspendu"),
    ],
    references: ["1", "2", "3", "4", "5", "6"])

  /// How a planned activity is coming along.
  public static let progressStatus = CodeList(
    "progress_status",
    [
      ("not_started", "Not started", "Non démarré"),
      ("on_track", "On track", "En bonne voie"),
      ("at_risk", "At risk", "À risque"),
      ("delayed", "Delayed", "En retard"),
      ("completed", "Completed", "Achevé"),
      ("suspended", "Suspended", "Suspendu"),
      ("cancelled", "Cancelled", "Abandonné"),
    ])

  /// What an organisation is (IATI OrganisationType; the code is IATI's number).
  public static let organisationType = CodeList(
    "organisation_type",
    [
      ("10", "Government", "Administration publique"),
      ("11", "Local government", "Collectivité territoriale"),
      ("15", "Other public sector", "Autre secteur public"),
      ("21", "International NGO", "ONG internationale"),
      ("22", "National NGO", "ONG nationale"),
      ("23", "Regional NGO", "ONG régionale"),
      ("24", "Partner-country NGO", "ONG du pays partenaire"),
      ("30", "Public-private partnership", "Partenariat public-privé"),
      ("40", "Multilateral", "Organisation multilatérale"),
      ("60", "Foundation", "Fondation"),
      ("70", "Private sector", "Secteur privé"),
      ("71", "Private sector in provider country", "Secteur privé du pays bailleur"),
      ("72", "Private sector in recipient country", "Secteur privé du pays bénéficiaire"),
      ("73", "Private sector in third country", "Secteur privé d’un pays tiers"),
      ("80", "Academic, training and research", "Enseignement et recherche"),
      ("90", "Other", "Autre"),
    ],
    references: [
      "10", "11", "15", "21", "22", "23", "24", "30", "40", "60", "70", "71", "72", "73", "80", "90",
    ])

  /// What kind of oversight a body exercises.
  public static let oversightType = CodeList(
    "oversight_type",
    [
      ("external_audit", "External audit", "Audit externe"),
      ("parliamentary", "Parliamentary", "Parlementaire"),
      ("internal", "Internal", "Interne"),
      ("administrative", "Administrative", "Administratif"),
      ("judicial", "Judicial", "Judiciaire"),
      ("none", "None", "Aucun"),
    ])

  /// What an organisation does in a programme.
  public static let partnerRole = CodeList(
    "partner_role",
    [
      ("donor", "Donor", "Bailleur"),
      ("lead", "Lead organisation", "Chef de file"),
      ("executing", "Executing agency", "Agence d’exécution"),
      ("implementing", "Implementing partner", "Partenaire de mise en œuvre"),
      ("partner", "Partner", "Partenaire"),
      ("media", "Media partner", "Partenaire média"),
      ("academic", "Academic partner", "Partenaire académique"),
    ])

  /// A grant's arrangement: a civil-society project, with or without an executing agency (UNDEF).
  public static let arrangement = CodeList(
    "arrangement",
    [
      ("csop", "Civil-society project", "Projet de la société civile"),
      (
        "csop_ea", "Civil-society project with executing agency",
        "Projet de la société civile avec agence d’exécution"
      ),
      ("other", "Other", "Autre"),
    ])

  /// What a target counts.
  public static let targetUnit = CodeList(
    "target_unit",
    [
      ("people", "People", "Personnes"),
      ("villages", "Villages", "Villages"),
      ("communities", "Communities", "Communautés"),
      ("events", "Events", "Activités"),
    ])

  /// What an organisation does in a body of which it is a member.
  public static let membershipRole = CodeList(
    "membership_role",
    [
      ("chair", "Chair", "Présidence"),
      ("secretariat", "Secretariat", "Secrétariat"),
      ("member", "Member", "Membre"),
      ("observer", "Observer", "Observateur"),
    ])
}
