import Violations

extension RecordKind {
  /// What a team carries out: its time, its money, its partners and its targets.
  public static let programme = RecordKind(
    "programme", en: "Programme", fr: "Programme",
    "What a team carries out: its time, its money, its partners and its targets.",
    days: [],
    fields: generalFields + classificationFields + [
      Field(
        "grants", .list(.object(.grant), limit: RecordLimits.listElements), .optional, .everyone,
        "The grants that pay for it."
      ).ofGrant(by: "number"),
      Field(
        "partners", .list(.object(.partner), limit: RecordLimits.listElements), .optional, .everyone,
        "The organisations that take part."),
      Field(
        "targets", .list(.object(.target), limit: RecordLimits.listElements), .optional, .everyone,
        "What it means to reach."),
      Field(
        "changes", .list(.object(.programmeChange), limit: RecordLimits.listElements), .optional, .everyone,
        "What was changed against what was signed."
      ).dated(by: "approvedOn").ofGrant(by: "grant"),
    ],
    rules: [
      .equal("key", "programme", .keyIsProgramme),
      .order("startsOn", "endsOn"),
      .order("startsOn", "revisedEndsOn"),
      .order("revisedStartsOn", "revisedEndsOn"),
      .order("actualStartsOn", "actualEndsOn"),
      .requires("endsOn", with: "revisedEndsOn"),
      .requires("changeReason", with: "revisedStartsOn"),
      .requires("changeReason", with: "revisedEndsOn"),
      .percentagesAddUp("sectors", per: "vocabulary"),
      .unique("sectors", by: "vocabulary", "code"),
      .unique("policyMarkers", by: "code"),
      .unique("grants", by: "number"),
      .unique("partners", by: "organisation", "role"),
      .sharesOfOneWhole("partners", "share"),
      .unique("targets", by: "code"),
    ],
    // A budget is entered line by line, so it need not add up before it is reviewed.
    reviewRules: [.budgetsAddUp],
    examples: [
      #"{"kind":"programme","programme":"gouvernance-defense","key":"gouvernance-defense","language":"fr","confidentiality":"public","note":"Le numéro de subvention est provisoire.","title":{"fr":"Gouvernance de la défense","en":"Defence governance"},"description":"Tables rondes, audit et restitution.","startsOn":"2023-01-01","revisedStartsOn":"2023-02-01","actualStartsOn":"2023-02-15","endsOn":"2024-12-31","revisedEndsOn":"2025-03-31","actualEndsOn":"2025-03-28","changeReason":"Retards politiques.","currency":"USD","status":"implementation","retentionMonths":84,"leadOrganisation":"cri-2002","fiscalYearStartMonth":1,"regions":["tombouctou","gao","bamako","segou","koulikoro"],"iatiIdentifier":"XM-DAC-41142-ML-2023","parentActivity":"XM-DAC-41142-ML","sectors":[{"vocabulary":"dac_5","code":"15210","percentage":60},{"vocabulary":"dac_5","code":"15113","percentage":40}],"policyMarkers":[{"code":"gender_equality","significance":"significant"},{"code":"good_governance","significance":"principal"}],"grants":[{"number":"UDF-XX-XXX-MLI","donor":"undef","arrangement":"csop_ea","amount":{"amount":"187000.00","currency":"USD"},"revisedAmount":{"amount":"180000.00","currency":"USD"},"changeReason":"Réduction demandée par le bailleur.","received":{"amount":"120000","currency":"USD"},"spent":{"amount":"98500.5","currency":"USD"},"cofinancing":{"amount":"5000000","currency":"XOF"},"signedOn":"2022-12-15","startsOn":"2023-01-01","endsOn":"2024-12-31","extendedUntil":"2025-03-31","extensionReason":"Retards politiques.","providerActivityId":"XM-DAC-7-PPR-4000001234","targetGroups":"OSC, communautés marginalisées, acteurs de la défense.","budgetLines":[{"code":"1.1","label":"Tables rondes régionales","category":"contractual_services","planned":{"amount":"60000.00","currency":"USD"},"revised":{"amount":"55000.00","currency":"USD"},"changeReason":"Une table ronde tenue en ligne."},{"code":"2.1","label":"Étude et restitution","planned":{"amount":"127000.00","currency":"USD"},"revised":{"amount":"125000.00","currency":"USD"},"changeReason":"Impression locale."}],"budgets":[{"periodStart":"2023-01-01","periodEnd":"2023-12-31","value":{"amount":"100000.00","currency":"USD"}}],"transactions":[{"type":"incoming_funds","date":"2023-01-20","value":{"amount":"93500.00","currency":"USD"},"organisation":"undef","milestone":"UNDEF-J1","description":"Première tranche."}],"reports":[{"report":"undef/narrative","label":"Rapport à mi-parcours","periodStart":"2023-01-01","periodEnd":"2024-01-31","dueOn":"2024-02-28","submittedOn":"2024-02-26"}],"comment":"Retard de la deuxième tranche."}],"partners":[{"organisation":"cri-2002","role":"implementing","share":40}],"targets":[{"code":"villages","label":"Villages touchés","unit":"villages","planned":35,"revised":30,"changeReason":"Insécurité.","reached":35,"reachedOn":"2024-12-31"}],"changes":[{"grant":"UDF-XX-XXX-MLI","item":"Calendrier","signed":"24 mois","revised":"27 mois","reason":"Retards politiques.","approvedOn":"2024-11-20"}]}"#
    ])

  private static let generalFields: [Field] = [
    Field("title", .title, .required, .everyone, "The title."),
    Field("description", .prose, .optional, .everyone, "What it is for."),
    Field("startsOn", .date, .required, .everyone, "The first day, as planned.").orderable(),
    Field("revisedStartsOn", .date, .optional, .everyone, "The first day planned since a change."),
    Field("actualStartsOn", .date, .optional, .everyone, "The day on which it was begun.").dated(by: "actualStartsOn"),
    Field("endsOn", .date, .optional, .everyone, "The last day, as planned.").orderable(),
    Field("revisedEndsOn", .date, .optional, .everyone, "The last day planned since a change."),
    Field("actualEndsOn", .date, .optional, .everyone, "The day on which it ended.").dated(by: "actualEndsOn"),
    Field("changeReason", .prose, .optional, .everyone, "Why its days were changed."),
    Field("currency", .formatted(.currency), .optional, .everyone, "The currency of its accounts."),
    Field("status", .code(CodeLists.activityStatus), .optional, .everyone, "Where it stands in its life.").dimension(),
    Field(
      "retentionMonths", .integer(RecordLimits.retentionMonths), .optional, .everyone,
      "The months after its last submission for which the texts of a restricted or confidential record are kept."),
    Field("leadOrganisation", .to("organisation"), .optional, .everyone, "The organisation that leads it.").dimension(),
    Field(
      "fiscalYearStartMonth", .integer(1...12), .optional, .everyone, "The month in which the fiscal year starts."),
    Field(
      "regions", .list(.code(CodeLists.region), limit: RecordLimits.listElements), .optional, .everyone,
      "Where it works."
    ).textDimension(),
  ]

  private static let classificationFields: [Field] = [
    Field(
      "iatiIdentifier", .formatted(.activityIdentifier), .optional, .everyone,
      "The identifier under which it is published to IATI."),
    Field(
      "parentActivity", .formatted(.activityIdentifier), .optional, .everyone,
      "The IATI identifier of the activity that it is part of."),
    Field(
      "sectors", .list(.object(.sector), limit: RecordLimits.listElements), .optional, .everyone,
      "The sectors that it belongs to."),
    Field(
      "policyMarkers", .list(.object(.policyMarker), limit: RecordLimits.listElements), .optional, .everyone,
      "The policy objectives that it serves."),
  ]
}

extension ObjectType {
  static let sector = ObjectType([
    Field("vocabulary", .code(CodeLists.sectorVocabulary), .required, .everyone, "Whose code it is."),
    Field("code", .formatted(.nodeCode), .required, .everyone, "The sector, such as 15210."),
    Field("percentage", .number(0...100), .optional, .everyone, "The share of the programme."),
  ])

  static let policyMarker = ObjectType([
    Field("code", .code(CodeLists.policyMarker), .required, .everyone, "The objective."),
    Field("significance", .code(CodeLists.policySignificance), .required, .everyone, "How far it is aimed at."),
  ])

  static let partner = ObjectType([
    Field("organisation", .to("organisation"), .required, .everyone, "The organisation."),
    Field("role", .code(CodeLists.partnerRole), .required, .everyone, "What it does in the programme."),
    Field("share", .number(0...100), .optional, .everyone, "Its share of the consortium's money, in percent."),
  ])

  static let target = ObjectType(
    [
      Field("code", .key, .required, .everyone, "The target's own code; unique within the programme."),
      Field("label", .title, .required, .everyone, "What is counted, in words."),
      Field("unit", .code(CodeLists.targetUnit), .optional, .everyone, "What it counts."),
      Field("planned", .people, .optional, .everyone, "The number planned."),
      Field("revised", .people, .optional, .everyone, "The number planned since a change."),
      Field("changeReason", .prose, .optional, .everyone, "Why it was changed."),
      Field("reached", .people, .optional, .everyone, "The number reached so far.").dated(by: "reachedOn"),
      Field("reachedOn", .date, .optional, .everyone, "The day by which it was reached; required with `reached`.")
        .dated(by: "reachedOn"),
    ],
    rules: [
      .requires("changeReason", with: "revised"), .requires("reachedOn", with: "reached"),
      .requires("reached", with: "reachedOn"),
    ])

  static let programmeChange = ObjectType([
    Field("grant", .words, .optional, .everyone, "The number of the grant that it concerns."),
    Field("item", .title, .required, .everyone, "What was changed."),
    Field("signed", .prose, .required, .everyone, "What was signed."),
    Field("revised", .prose, .required, .everyone, "What holds now."),
    Field("reason", .prose, .required, .everyone, "Why it was changed."),
    Field("approvedOn", .date, .optional, .everyone, "The day on which the donor agreed."),
  ])
}

extension Wording {
  fileprivate static let keyIsProgramme = Wording(
    "programme_key", en: "A programme's own record has the programme's key in both fields.",
    fr: "L’enregistrement d’un programme porte la clé du programme dans les deux champs.")
}
