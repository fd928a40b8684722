extension CodeLists {
  /// What people were brought together for.
  public static let engagementType = CodeList(
    "engagement_type",
    [
      ("roundtable", "Roundtable", "Table ronde"),
      ("focus_group", "Focus group", "Groupe de discussion"),
      ("training", "Training", "Formation"),
      ("cafe_politique", "Café politique", "Café politique"),
      ("democracy_school", "Democracy school", "École de la démocratie"),
      ("dialogue_platform", "Dialogue platform", "Plateforme de dialogue"),
      ("leadership_day", "Leadership day", "Journée de leadership"),
      ("restitution", "Presentation of findings", "Restitution"),
      ("national_conference", "National conference", "Conférence nationale"),
      ("media_event", "Media event", "Activité médiatique"),
      ("milestone_event", "Milestone event", "Activité jalon"),
      ("committee_meeting", "Committee meeting", "Réunion de comité"),
      ("coaching", "Coaching", "Accompagnement personnalisé"),
      ("campaign", "Campaign", "Campagne"),
      ("advocacy", "Advocacy", "Plaidoyer"),
      ("observation", "Observation", "Observation"),
      ("technical_assistance", "Technical assistance", "Assistance technique"),
      ("national_dialogue", "National dialogue", "Dialogue national"),
      ("online_consultation", "Online consultation", "Consultation en ligne"),
    ])

  /// How people met.
  public static let engagementFormat = CodeList(
    "engagement_format",
    [
      ("in_person", "In person", "En présentiel"),
      ("online", "Online", "En ligne"),
      ("hybrid", "Hybrid", "Hybride"),
    ])

  /// With which family of actors an engagement was held.
  public static let actorFamily = CodeList(
    "actor_family",
    [
      ("security", "Security actors", "Acteurs de sécurité"),
      ("governance_justice", "Governance and justice actors", "Acteurs de gouvernance et de justice"),
      ("community", "Communities", "Communautés"),
      ("media", "Media", "Médias"),
      ("mixed", "Mixed", "Mixte"),
    ])

  /// How participants were counted.
  public static let countedBy = CodeList(
    "counted_by",
    [
      ("sign_in", "Attendance list", "Liste de présence"),
      ("estimate", "Estimate", "Estimation"),
    ])

  /// Sex, as stated.
  public static let sex = CodeList(
    "sex",
    [
      ("female", "Female", "Femme"),
      ("male", "Male", "Homme"),
      ("other_nd", "Other or not stated", "Autre ou non précisé"),
    ])

  /// Age in bands.
  public static let ageBand = CodeList(
    "age_band",
    [
      ("u18", "Under 18", "Moins de 18 ans"),
      ("a18_24", "18 to 24", "18 à 24 ans"),
      ("a25_35", "25 to 35", "25 à 35 ans"),
      ("a36_59", "36 to 59", "36 à 59 ans"),
      ("a60p", "60 and over", "60 ans et plus"),
      ("nd", "Not stated", "Non précisé"),
    ])

  /// Whether somebody counts as young; derived from ``ageBand``, never submitted.
  public static let youth = CodeList(
    "youth",
    [
      ("youth", "Youth (18 to 35)", "Jeunes (18 à 35 ans)"),
      ("other_age", "Other ages", "Autres âges"),
      ("nd", "Not stated", "Non précisé"),
    ])

  /// The code of ``youth`` to which an age band belongs.
  public static func youth(ofAgeBand band: String) -> String {
    switch band {
    case "a18_24", "a25_35": "youth"
    case "nd": "nd"
    default: "other_age"
    }
  }

  /// Whom somebody speaks for.
  public static let stakeholderGroup = CodeList(
    "stakeholder_group",
    [
      ("women_group", "Women's group", "Groupement de femmes"),
      ("youth_group", "Youth group", "Groupement de jeunes"),
      ("cso", "CSO", "OSC"),
      ("traditional_authority", "Traditional leader", "Autorité traditionnelle"),
      ("religious_leader", "Religious leader", "Leader religieux"),
      ("municipal_authority", "Municipal authority", "Autorité communale"),
      ("state_admin", "State administration", "Administration d’État"),
      ("cnt_member", "Transition Council member", "Membre du CNT"),
      ("member_of_parliament", "Member of parliament", "Parlementaire"),
      ("defence_force", "Armed forces", "Forces armées"),
      ("internal_security", "Gendarmerie, police, guard", "Gendarmerie, police, garde"),
      ("justice", "Justice actor", "Acteur de justice"),
      ("political_party", "Political party", "Parti politique"),
      ("media", "Media", "Média"),
      ("academia", "University", "Université"),
      ("displaced", "Displaced person", "Personne déplacée"),
      ("nomadic_community", "Nomadic community", "Communauté nomade"),
      ("intl_partner", "International partner", "Partenaire international"),
      ("private_sector", "Private sector", "Secteur privé"),
      ("other", "Other", "Autre"),
    ])
}

extension CodeLists {
  /// Where an election stands.
  public static let electoralPhase = CodeList(
    "electoral_phase",
    [
      ("pre_election", "Before the election", "Avant le scrutin"),
      ("election_day", "Election day", "Jour du scrutin"),
      ("post_election", "After the election", "Après le scrutin"),
    ])

  /// How what was said was kept.
  public static let recording = CodeList(
    "recording",
    [
      ("none", "None", "Aucun"),
      ("notes", "Notes", "Notes"),
      ("audio", "Sound recording", "Enregistrement sonore"),
    ])

  /// What a community that was reached is.
  public static let communityType = CodeList(
    "community_type",
    [
      ("village", "Village", "Village"),
      ("marginalised_community", "Marginalised community", "Communauté marginalisée"),
      ("displaced_site", "Site of displaced people", "Site de personnes déplacées"),
    ])
}
