extension CodeLists {
  /// The 26 indicators on women, peace and security of the Secretary-General's report S/2010/498. The names are short
  /// ones in our own words, not the report's: they must not be printed as quotations.
  public static let unscr1325Indicator = CodeList(
    "unscr1325_indicator",
    prevention1325 + participation1325 + protection1325 + relief1325,
    parent: { pillars1325[$0] })

  private static let pillars1325: [String: String] = Dictionary(
    uniqueKeysWithValues: [
      ("prevention", prevention1325), ("participation", participation1325), ("protection", protection1325),
      ("relief_recovery", relief1325),
    ].flatMap { pillar, rows in rows.map { ($0.code.description, pillar) } })

  private static let prevention1325: [CodeList.Row] = [
    ("1a", "Prevalence of sexual violence", "Prévalence des violences sexuelles"),
    ("1b", "Patterns of sexual violence", "Formes des violences sexuelles"),
    ("2", "Missions' reporting on women's rights", "Rapports des missions sur les droits des femmes"),
    ("3a", "Violations taken up by human-rights bodies", "Violations traitées par les organes des droits humains"),
    ("3b", "Women's organisations in those bodies", "Organisations de femmes dans ces organes"),
    ("4", "Sexual exploitation and abuse acted upon", "Suites données à l’exploitation et aux abus sexuels"),
    ("5a", "Measures in directives of military and police", "Mesures dans les directives militaires et policières"),
    ("5b", "Measures in national security policies", "Mesures dans les politiques de sécurité nationale"),
    ("6", "Action by the Security Council", "Action du Conseil de sécurité"),
    ("7", "Women leading regional organisations", "Femmes à la tête d’organisations régionales"),
  ]

  private static let participation1325: [CodeList.Row] = [
    ("8", "Peace agreements with provisions for women", "Accords de paix tenant compte des femmes"),
    ("9", "Women in senior posts of missions", "Femmes aux postes de direction des missions"),
    ("10", "Missions with gender experts", "Missions dotées d’experts du genre"),
    ("11a", "Women among mediators and negotiators", "Femmes parmi les médiateurs et négociateurs"),
    ("11b", "Women as official observers of talks", "Femmes observatrices officielles des pourparlers"),
    ("12a", "Women in parliament and ministries", "Femmes au parlement et dans les ministères"),
    ("12b", "Women as voters and candidates", "Femmes électrices et candidates"),
    ("13", "Terms of reference of Council missions", "Mandats des missions du Conseil"),
  ]

  private static let protection1325: [CodeList.Row] = [
    ("14", "Physical security of women and girls", "Sécurité physique des femmes et des filles"),
    ("15", "National laws in line with standards", "Lois nationales conformes aux normes"),
    ("16", "Women in justice and the security sector", "Femmes dans la justice et le secteur de la sécurité"),
    ("17", "Control of small arms", "Contrôle des armes légères"),
    ("18", "Benefits of temporary employment", "Retombées de l’emploi temporaire"),
    ("19", "Gender-based violence before the courts", "Violences basées sur le genre devant la justice"),
    ("20", "Training of decision makers", "Formation des décideurs"),
  ]

  private static let relief1325: [CodeList.Row] = [
    ("21a", "Maternal mortality", "Mortalité maternelle"),
    ("21b", "School enrolment", "Scolarisation"),
    ("22a", "Gender in strategic plans' budgets", "Genre dans les budgets des plans stratégiques"),
    ("22b", "Gender in budgets at national level", "Genre dans les budgets au niveau national"),
    ("23a", "Funding of civil society", "Financement de la société civile"),
    ("23b", "Funding of women's organisations", "Financement des organisations de femmes"),
    ("24a", "Gender in multi-donor trust funds", "Genre dans les fonds multidonateurs"),
    ("24b", "Gender in spending of the United Nations", "Genre dans les dépenses des Nations Unies"),
    ("25", "Truth and reconciliation commissions", "Commissions vérité et réconciliation"),
    ("26a", "Reparations for women and girls", "Réparations aux femmes et aux filles"),
    ("26b", "Women's benefits of DDR", "Bénéfices du DDR pour les femmes"),
  ]
}
