import Violations

extension RecordKind {
  /// A results framework, a plan, a theory of change, or a legal or policy instrument.
  public static let framework = RecordKind(
    "framework", en: "Framework", fr: "Cadre",
    "A results framework, a plan, a theory of change, or a legal or policy instrument, with its nodes and indicators.",
    isShared: true, days: [],
    fields: generalFields + instrumentFields + [
      Field(
        "funding", .list(.object(.funding), limit: RecordLimits.listElements), .optional, .everyone,
        "The money for it as a whole, by source."),
      Field(
        "nodes", .list(.object(.node), limit: RecordLimits.nodes), .optional, .everyone,
        "Pillars, results, activities and what else it is made of."
      ).counted(as: "node"),
      Field(
        "indicators", .list(.object(.indicator), limit: RecordLimits.indicators), .optional, .everyone,
        "What its nodes are measured by."
      ).counted(as: "indicator"),
    ],
    rules: [
      .order("validFrom", "validUntil"),
      .order("adoptedOn", "ratifiedOn"),
      .requires("instrumentLevel", when: "frameworkType", is: "legal_instrument", "policy_instrument"),
      .different("replaces", "key", .replacesItself),
      .unique("nodes", by: "code"),
      .names("nodes", "parent", in: "nodes", "code"),
      .noCircle("nodes", "code", "parent"),
      .unique("indicators", by: "code"),
      .names("indicators", "node", in: "nodes", "code"),
    ],
    examples: [
      #"{"kind":"framework","programme":"nap-1325","key":"pan-1325-2019","language":"fr","confidentiality":"public","note":"Les montants sont inventés.","frameworkType":"nap_1325","title":{"fr":"Plan d’action national 1325, 2019-2023","en":"National action plan 1325, 2019-2023"},"version":"3","status":"adopted","grant":"UDF-XX-XXX-MLI","description":"Troisième plan, avec un cadre stratégique et un plan opérationnel.","assumptions":"Les femmes participent à la paix si les mécanismes leur sont ouverts.","responsible":"mpfef","validFrom":"2019","validUntil":"2023","instrumentLevel":"national","adoptedOn":"2019-07-03","ratifiedOn":"2019-09","alignedWith":["odd-2030"],"replaces":"pan-1325-2015","source":"Texte français du plan, p. 30","url":"https://1325naps.peacewomen.org/mali.pdf","funding":[{"source":"Budget de l’État","organisation":"etat","managers":["mpfef"],"planned":{"amount":"500000000","currency":"XOF"},"mobilised":{"amount":"300000000","currency":"XOF"},"spent":{"amount":"250000000","currency":"XOF"}}],"nodes":[{"code":"2","level":"pillar","pillar":"prevention","statement":"Prévention"},{"code":"2.1","parent":"2","level":"result","pillar":"prevention","statement":"Les violences sexuelles liées aux conflits sont mieux prévenues.","responsible":"mpfef","partners":["onu-femmes"],"regions":["gao","nationwide"],"plannedStart":"2019-01-01","revisedStart":"2019-03-01","actualStart":"2019-04-01","plannedEnd":"2022-12-31","revisedEnd":"2023-12-31","changeReason":"Insécurité dans les nouvelles régions.","actualEnd":"2023-11-30","status":"on_track","statusOn":"2023-06-30","budgetLine":"2.1","funding":[{"source":"Fonds commun","managers":["mpfef","onu-femmes"],"planned":{"amount":"90000000","currency":"XOF"}},{"source":"Norvège","organisation":"norvege","planned":{"amount":"10000000","currency":"XOF"}}],"aggregationStatus":true,"comment":"Suivi trimestriel.","meansOfVerification":"Rapports régionaux.","source":"Plan opérationnel 2019","page":"41","evidence":["rapport-cns-2023"]}],"indicators":[{"code":"2.1.a","node":"2.1","title":"Attitudes face aux violences basées sur le genre","definition":"Appréciation du comité.","measure":"ordinal","direction":"up","aggregation":"latest","scale":[{"value":0,"label":"Hostile"},{"value":1,"label":"Favorable"}],"dimensions":["sex","region"],"baseline":{"scaleValue":0,"year":2019,"date":"2019-06-30","source":"Enquête de référence","page":"12"},"frequency":"annual","method":"Enquête","dataSource":"Comités régionaux","responsibleRole":"Chargé du suivi","dataLimitations":"Zones inaccessibles.","dataQualityAssessments":["2020-05-04"],"references":[{"vocabulary":"sdg","code":"5.2.1","url":"https://unstats.un.org/sdgs"}],"unscr1325Indicators":["5b","19"],"contributesTo":[{"framework":"odd-2030","indicator":"5.2.1"}],"publishToIati":true,"aggregationStatus":false,"rationale":"Demandé par le comité.","changes":[{"changedOn":"2021-01-15","change":"Échelle réduite à deux degrés.","reason":"Réponses trop rares."}],"periods":[{"label":"2020","periodStart":"2020-01-01","periodEnd":"2020-12-31","target":1,"comment":"Toutes les régions.","locked":false},{"label":"2021","periodStart":"2021-01-01","periodEnd":"2021-12-31","target":1,"revisedTarget":0,"changeReason":"Insécurité.","targetText":"Favorable"}]},{"code":"2.1.b","node":"2.1","title":"Part des hommes engagés","measure":"percentage","numeratorLabel":"Hommes engagés","denominatorLabel":"Hommes consultés","baseline":{"numerator":12,"denominator":80,"year":2019}},{"code":"2.1.c","node":"2.1","title":"Hommes et garçons engagés","measure":"unit","unit":"personnes","counts":"people","baseline":{"value":0,"outOf":400,"year":2019}},{"code":"2.1.d","node":"2.1","title":"Rôle des hommes","measure":"qualitative","baseline":{"text":"Peu d’engagement.","year":2019}},{"code":"2.1.e","node":"2.1","title":"Dépenses de prévention","measure":"unit","unit":"dépenses","currency":"XOF","counts":"other","baseline":{"value":0,"year":2019}}]}"#,
      #"{"kind":"framework","programme":"mali-context","key":"loi-2015-052","confidentiality":"public","frameworkType":"legal_instrument","title":{"fr":"Loi n° 2015-052 (quota de 30 %)","en":"Law 2015-052 (30 % quota)"},"status":"adopted","instrumentLevel":"national","adoptedOn":"2015","source":"NDI, page sur le Mali"}"#,
      #"{"kind":"framework","programme":"mali-context","key":"traite-armes","confidentiality":"public","frameworkType":"legal_instrument","title":{"fr":"Traité sur le commerce des armes","en":"Arms Trade Treaty"},"status":"adopted","instrumentLevel":"international","ratifiedOn":"2013","source":"Page sur le plan 1325 du Mali"}"#,
    ])

  private static let generalFields: [Field] = [
    Field("frameworkType", .code(CodeLists.frameworkType), .required, .everyone, "What it is.").dimension(),
    Field("title", .title, .required, .everyone, "The title."),
    Field("version", .words, .optional, .everyone, "The version."),
    Field(
      "status", .code(CodeLists.frameworkStatus), .optional, .everyone, "Whether it is a draft, adopted or replaced."
    )
    .dimension(),
    Field("grant", .words, .optional, .everyone, "The number of the grant that it belongs to.").dimension(),
    Field("description", .prose, .optional, .everyone, "What it is about."),
    Field("assumptions", .prose, .optional, .everyone, "What it takes for granted: its theory of change."),
    Field("responsible", .to("organisation"), .optional, .everyone, "The organisation in charge."),
    Field("validFrom", .partialDate, .optional, .everyone, "The first day on which it holds."),
    Field("validUntil", .partialDate, .optional, .everyone, "The last day on which it holds."),
  ]

  private static let instrumentFields: [Field] = [
    Field(
      "instrumentLevel", .code(CodeLists.instrumentLevel), .optional, .everyone,
      "Who is bound by it; required for legal and policy instruments."
    ).textDimension(),
    Field("adoptedOn", .partialDate, .optional, .everyone, "When it was adopted or signed."),
    Field("ratifiedOn", .partialDate, .optional, .everyone, "When Mali ratified it."),
    Field(
      "alignedWith", .list(.to("framework"), limit: RecordLimits.listElements), .optional, .everyone,
      "The frameworks that it follows."
    ).textDimension(),
    Field("replaces", .to("framework"), .optional, .everyone, "The framework that it takes the place of."),
    Field("source", .title, .optional, .everyone, "Where it is found, with the page."),
    Field("url", .formatted(.webAddress), .optional, .everyone, "Its address."),
  ]
}

extension ObjectType {
  static let funding = ObjectType(
    [
      Field("source", .title, .required, .everyone, "Where the money comes from, such as the mutual fund."),
      Field("organisation", .to("organisation"), .optional, .everyone, "The organisation that gives it."),
      Field(
        "managers", .list(.to("organisation"), limit: RecordLimits.listElements), .optional, .everyone,
        "The organisations that manage it, such as those of a mutual fund."),
      Field("planned", .money, .optional, .everyone, "What is planned."),
      Field("mobilised", .money, .optional, .everyone, "What is there."),
      Field("spent", .money, .optional, .everyone, "What is spent."),
    ],
    rules: [.oneCurrency("planned", "mobilised", "spent"), .oneOf("planned", "mobilised", "spent")])

  static let node = ObjectType(
    [
      Field(
        "code", .formatted(.nodeCode), .required, .everyone, "Its code, such as 2.3.1; unique within the framework."
      )
      .dimension(),
      Field("parent", .formatted(.nodeCode), .optional, .everyone, "The code of the node above it."),
      Field("level", .code(CodeLists.nodeLevel), .required, .everyone, "Its level.").dimension(),
      Field("pillar", .code(CodeLists.napPillar), .optional, .everyone, "Its pillar in the plan 1325.").dimension(),
      Field("statement", .prose, .required, .everyone, "What it says."),
      Field("responsible", .to("organisation"), .optional, .everyone, "The organisation in charge.").dimension(),
      Field(
        "partners", .list(.to("organisation"), limit: RecordLimits.listElements), .optional, .everyone,
        "The organisations that help."),
      Field(
        "regions", .list(.code(CodeLists.region), limit: RecordLimits.listElements), .optional, .everyone,
        "Where it takes place."
      ).textDimension(),
      Field("plannedStart", .date, .optional, .everyone, "The first day planned."),
      Field("revisedStart", .date, .optional, .everyone, "The first day since a change."),
      Field("actualStart", .date, .optional, .everyone, "The day on which it was begun.").dated(by: "actualStart"),
      Field("plannedEnd", .date, .optional, .everyone, "The last day planned."),
      Field("revisedEnd", .date, .optional, .everyone, "The last day since a change."),
      Field("changeReason", .prose, .optional, .everyone, "Why it was changed."),
      Field("actualEnd", .date, .optional, .everyone, "The day on which it was done.").dated(by: "actualEnd"),
      Field("status", .code(CodeLists.progressStatus), .optional, .everyone, "How it is coming along.").dimension()
        .dated(by: "statusOn"),
      Field("statusOn", .date, .optional, .everyone, "The day of that status.").dated(by: "statusOn"),
      Field("budgetLine", .formatted(.nodeCode), .optional, .everyone, "The budget line that pays for it."),
      Field(
        "funding", .list(.object(.funding), limit: RecordLimits.listElements), .optional, .everyone,
        "The money for it, by source."),
      Field(
        "aggregationStatus", .boolean, .optional, .everyone,
        "Whether its figures may be added to those of others (IATI)."),
      Field("comment", .prose, .optional, .everyone, "Remarks."),
      Field("meansOfVerification", .prose, .optional, .everyone, "How one can tell."),
      Field("source", .title, .optional, .everyone, "Where it is written down, if not in the framework's own text."),
      Field("page", .words, .optional, .everyone, "The page there."),
      Field(
        "evidence", .list(.to("evidence"), limit: RecordLimits.listElements), .optional, .everyone,
        "What proves it."),
    ],
    rules: [
      .order("plannedStart", "plannedEnd"),
      .order("plannedStart", "revisedEnd"),
      .order("revisedStart", "revisedEnd"),
      .order("actualStart", "actualEnd"),
      .requires("plannedStart", with: "revisedStart"),
      .requires("changeReason", with: "revisedStart"),
      .requires("source", with: "page"),
      .requires("plannedEnd", with: "revisedEnd"),
      .requires("changeReason", with: "revisedEnd"),
      .requires("status", with: "statusOn"),
      .requires("actualEnd", when: "status", is: "completed"),
    ])
}

extension Wording {
  fileprivate static let replacesItself = Wording(
    "own_successor", en: "A framework cannot replace itself.", fr: "Un cadre ne peut se remplacer lui-même.")
}
