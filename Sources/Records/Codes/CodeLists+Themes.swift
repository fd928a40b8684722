extension CodeLists {
  /// What a record is about. The first five are the themes of the inter-Malian dialogue of 2024; the others divide
  /// them further, most of them security and defence.
  public static let theme = CodeList(
    "theme",
    [
      (
        "peace_cohesion", "Peace, reconciliation, social cohesion",
        "Paix, réconciliation nationale et cohésion sociale"
      ),
      ("political", "Political and institutional questions", "Questions politiques et institutionnelles"),
      ("economy", "Economy and sustainable development", "Économie et développement durable"),
      ("security_defence", "Security and defence", "Sécurité et défense"),
      (
        "geopolitics", "Geopolitics and international environment",
        "Géopolitique et environnement international"
      ),
    ] + securityThemes + otherThemes,
    parent: { code in
      securityThemes.contains { $0.code.description == code } ? "security_defence" : otherParents[code]
    })

  private static let otherThemes: [CodeList.Row] = [
    ("sgbv", "Sexual and gender-based violence", "Violences sexuelles et basées sur le genre"),
    ("displacement", "Displacement", "Déplacement de populations"),
    ("climate", "Climate change", "Changement climatique"),
  ]

  private static let otherParents = [
    "sgbv": "peace_cohesion", "displacement": "peace_cohesion", "climate": "economy",
  ]

  private static let securityThemes: [CodeList.Row] = [
    ("legislative_oversight", "Legislative oversight", "Contrôle parlementaire"),
    ("external_audit", "External audit", "Audit externe"),
    ("internal_control", "Internal control", "Contrôle interne"),
    ("budget_transparency", "Budget transparency", "Transparence budgétaire"),
    ("procurement", "Procurement", "Passation de marchés"),
    ("personnel_pay", "Personnel and pay", "Personnel et soldes"),
    ("operations_conduct", "Operations and conduct", "Opérations et conduite"),
    ("civil_society_space", "Civil-society space", "Espace de la société civile"),
    ("access_to_information", "Access to information", "Accès à l’information"),
    ("media_relations", "Media relations", "Relations avec les médias"),
    ("civil_military_relations", "Civil-military relations", "Relations civilo-militaires"),
    ("women_in_forces", "Women in the forces", "Femmes dans les forces"),
    ("shared_concepts", "Shared concepts", "Concepts partagés"),
    (
      "conflict_affected_communities", "Conflict-affected communities", "Communautés touchées par le conflit"
    ),
    ("salw", "Small arms and light weapons", "Armes légères et de petit calibre"),
    (
      "ddr", "Disarmament, demobilisation and reintegration", "Désarmement, démobilisation et réinsertion"
    ),
    ("violent_extremism", "Violent extremism and terrorism", "Extrémisme violent et terrorisme"),
  ]

  /// The areas of work under which democracy programmes report.
  public static let programmeArea = CodeList(
    "programme_area",
    [
      ("citizen_engagement", "Citizen engagement", "Engagement citoyen"),
      ("elections", "Elections", "Élections"),
      ("election_observation", "Election observation", "Observation électorale"),
      ("voter_education", "Voter education", "Éducation des électeurs"),
      ("legislative_oversight", "Legislative oversight", "Contrôle parlementaire"),
      ("political_parties", "Political parties", "Partis politiques"),
      ("interparty_dialogue", "Inter-party dialogue", "Dialogue interpartis"),
      ("womens_participation", "Women's political participation", "Participation politique des femmes"),
      ("youth", "Youth participation", "Participation des jeunes"),
      ("local_governance", "Local governance", "Gouvernance locale"),
      ("institutional_reform", "Institutional reform", "Réformes institutionnelles"),
      ("media_info", "Media and information", "Médias et information"),
      ("defence_integrity", "Defence integrity", "Intégrité de la défense"),
      ("peacebuilding", "Peacebuilding", "Consolidation de la paix"),
      ("wps", "Women, peace and security", "Femmes, paix et sécurité"),
    ])

  /// The pillars of Mali's national action plan 2019-2023 for UNSCR 1325.
  public static let napPillar = CodeList(
    "nap_pillar",
    [
      ("participation", "Participation", "Participation"),
      ("prevention", "Prevention", "Prévention"),
      ("protection", "Protection", "Protection"),
      ("relief_recovery", "Relief and recovery", "Secours et relèvement"),
    ])
}
