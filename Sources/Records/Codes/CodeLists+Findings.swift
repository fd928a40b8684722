extension CodeLists {
  /// How a finding came about.
  public static let origin = CodeList(
    "origin",
    [
      ("roundtable", "Roundtable", "Table ronde"),
      ("focus_group", "Focus group", "Groupe de discussion"),
      ("audit", "Audit", "Audit"),
      ("desk_review", "Desk review", "Revue documentaire"),
      ("observation", "Observation", "Observation"),
    ])

  /// How grave a finding is.
  public static let severity = CodeList(
    "severity",
    [
      ("critical", "Critical", "Critique"),
      ("high", "High", "Élevée"),
      ("medium", "Medium", "Moyenne"),
      ("low", "Low", "Faible"),
      ("info", "Observation", "Observation"),
    ])

  /// How soon something should be done: within 3 months, 12 months, 3 years, or later.
  public static let priority = CodeList(
    "priority",
    [
      ("immediate", "Immediate", "Immédiate"),
      ("short", "Short term", "Court terme"),
      ("medium", "Medium term", "Moyen terme"),
      ("long", "Long term", "Long terme"),
    ])

  /// How far those present agreed.
  public static let agreement = CodeList(
    "agreement",
    [
      ("consensus", "Consensus", "Consensus"),
      ("large_majority", "Large majority", "Large majorité"),
      ("majority", "Majority", "Majorité"),
      ("divided", "Divided", "Avis partagés"),
      ("minority", "Minority view", "Avis minoritaire"),
      ("individual", "Individual view", "Avis individuel"),
      ("not_discussed", "Not discussed", "Non débattu"),
    ])

  /// How what was said may be attributed.
  public static let attribution = CodeList(
    "attribution",
    [
      ("named", "Named", "Nominatif"),
      ("role_only", "Role only", "Fonction seule"),
      ("group_only", "Group only", "Groupe seul"),
      ("chatham_house", "Chatham House rule", "Règle de Chatham House"),
      ("anonymous", "Anonymous", "Anonyme"),
      ("not_for_publication", "Not for publication", "Non publiable"),
    ])

  /// On what the consent of those quoted rests.
  public static let consentBasis = CodeList(
    "consent_basis",
    [
      ("written", "Written", "Écrit"),
      ("oral_recorded", "Oral, recorded", "Oral enregistré"),
      ("oral_witnessed", "Oral, witnessed", "Oral devant témoin"),
      ("group_announcement", "Announced to group", "Annonce au groupe"),
      ("none", "None", "Aucun"),
    ])

  /// The level of government that a recommendation addresses.
  public static let level = CodeList(
    "level",
    [
      ("local", "Local", "Local"),
      ("regional", "Regional", "Régional"),
      ("national", "National", "National"),
      ("international", "International", "International"),
    ])

  /// What kind of measure a recommendation asks for.
  public static let recommendationType = CodeList(
    "recommendation_type",
    [
      ("legal", "Legal", "Juridique"),
      ("institutional", "Institutional", "Institutionnelle"),
      ("procedural", "Procedural", "Procédurale"),
      ("capacity", "Capacity", "Renforcement de capacités"),
      ("budgetary", "Budgetary", "Budgétaire"),
      ("communication", "Communication", "Communication"),
    ])

  /// The editorial life of a revision; never submitted.
  public static let reviewStatus = CodeList(
    "review_status",
    [
      ("draft", "Draft", "Brouillon"),
      ("submitted", "Submitted", "Soumis"),
      ("under_review", "Under review", "En examen"),
      ("returned", "Returned", "Renvoyé"),
      ("validated", "Validated", "Validé"),
      ("published", "Published", "Publié"),
      ("withdrawn", "Withdrawn", "Retiré"),
      ("archived", "Archived", "Archivé"),
    ])

  /// What the body addressed says to a recommendation.
  public static let responsePosition = CodeList(
    "response_position",
    [
      ("accepted", "Accepted", "Acceptée"),
      ("partially_accepted", "Partially accepted", "Partiellement acceptée"),
      ("rejected", "Rejected", "Rejetée"),
      ("no_response", "No response", "Sans réponse"),
      ("not_yet_due", "Not yet due", "Non échue"),
    ])

  /// How far a recommendation has been carried out.
  public static let followUpStatus = CodeList(
    "follow_up_status",
    [
      ("not_started", "Not implemented", "Non mise en œuvre"),
      ("in_progress", "Under way", "En cours"),
      ("partially_implemented", "Partially implemented", "Partiellement mise en œuvre"),
      ("implemented", "Fully implemented", "Entièrement mise en œuvre"),
      ("alternative", "Alternative action accepted", "Action alternative acceptée"),
      ("not_applicable", "No longer applicable", "Sans objet"),
      ("closed_unimplemented", "Closed without implementation", "Close sans mise en œuvre"),
    ])
}

extension CodeLists {
  /// How findings were shared with an authority or a community.
  public static let restitutionForm = CodeList(
    "restitution_form",
    [
      ("meeting", "Meeting", "Réunion"),
      ("workshop", "Workshop", "Atelier"),
      ("letter", "Letter", "Lettre"),
      ("report", "Report handed over", "Remise d’un rapport"),
      ("public_event", "Public event", "Événement public"),
      ("radio", "Radio broadcast", "Émission de radio"),
    ])
}
