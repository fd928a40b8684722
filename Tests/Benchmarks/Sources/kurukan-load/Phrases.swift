/// Sentences such as roundtables bring forth.
enum Phrases {
  static let titles = [
    "Des appels d’offres que personne ne voit passer",
    "Le budget de la défense arrive trop tard à la commission",
    "Les femmes absentes des comités de suivi de la paix",
    "Aucune réponse aux plaintes déposées à la gendarmerie",
    "La radio locale sans interlocuteur dans la garnison",
  ]
  static let openings = [
    "Les achats d’équipement échappent à tout contrôle extérieur à l’armée.",
    "Les élus reçoivent le projet de budget à quelques jours du vote.",
    "Les comités se réunissent sans les associations, souvent sans annonce.",
    "Une plainte déposée au poste reste sans suite, faute de registre.",
  ]
  static let causes = [
    "La loi sur le secret est lue comme une interdiction, même pour des denrées.",
    "Aucun agent n’est chargé de répondre, et les responsables changent souvent.",
    "Les textes existent, mais ils n’ont pas été traduits dans les langues parlées.",
  ]
  static let demands = [
    "Ils demandent que la liste des marchés passés soit publiée chaque année.",
    "Ils souhaitent une rencontre trimestrielle dont le compte rendu soit affiché.",
    "Ils proposent un registre commun, tenu à la préfecture et ouvert à tous.",
  ]
  static let recommendations = [
    "Publier chaque trimestre la liste des marchés de défense non classifiés.",
    "Remettre le projet de budget à la commission au moins trente jours avant le vote.",
    "Réserver aux associations de femmes un tiers des sièges des comités de suivi.",
  ]
}

/// Codes of the record's lists.
enum Codes {
  static let themes = [
    "legislative_oversight", "external_audit", "budget_transparency", "procurement", "civil_society_space",
    "media_relations",
  ]
  static let regions = ["segou", "mopti", "gao", "tombouctou", "sikasso", "kayes", "koulikoro", "bamako"]
  static let groups = ["cso", "women_group", "youth_group", "media", "traditional_authority"]
  static let agreements = ["consensus", "large_majority", "majority", "divided"]
  static let severities = ["critical", "high", "medium", "low"]
  static let priorities = ["immediate", "short", "medium", "long"]
}
