import Violations

extension RecordKind {
  /// What a roundtable, a focus group or an audit found, with what should be done about it.
  public static let finding = RecordKind(
    "finding", en: "Finding", fr: "Constat",
    "What a roundtable, a focus group, an audit or a study found, with what should be done about it.",
    days: [.field("observedOn"), .through("engagement", field: "startsOn")],
    fields: generalFields + discussionFields + auditFields + followingFields,
    rules: [
      .requires("engagement", when: "origin", is: "roundtable", "focus_group"),
      .requires("agreement", when: "origin", is: "roundtable"),
      .requires("attribution", when: "origin", is: "roundtable"),
      .requires("gdiEdition", with: "gdiQuestions"),
      .placeExists(on: "observedOn"),
      .requires("framework", with: "node"),
      .requires("referredTo", with: "referredOn"),
      .order("observedOn", "referredOn"),
      .different("duplicateOf", "key", .ownDuplicate),
      .notItself("consolidates", .consolidatesItself),
      .noVotesAgainstConsensus,
      .unique("recommendations", by: "key"),
    ],
    // An audit finding needs criterion and condition (GAO Yellow Book, ISSAI 3000); what a focus group found needs
    // agreement and attribution.
    reviewRules: [
      .needed("criterion", when: "origin", is: "audit"),
      .needed("condition", when: "origin", is: "audit"),
      .needed("agreement", when: "origin", is: "focus_group"),
      .needed("attribution", when: "origin", is: "focus_group"),
      .speakersAttributed,
    ],
    examples: [
      #"{"kind":"finding","programme":"gouvernance-defense","key":"RT-2023-TOM-01-F03","language":"fr","confidentiality":"public","note":"Relu par le rapporteur.","origin":"roundtable","engagement":"RT-2023-TOM-01","assignment":"AUD-2025","itemNumber":3,"grant":"UDF-XX-XXX-MLI","title":"Pas d’accès aux informations budgétaires","statement":"Les OSC n’ont accès ni au budget de la défense ni aux rapports de contrôle.","theme":"access_to_information","programmeArea":"defence_integrity","electoralPhase":"pre_election","place":{"region":"tombouctou"},"observedOn":"2023-05-16","gdiQuestions":["Q17","Q28A"],"gdiEdition":"2020","severity":"high","priority":"short","institutions":["cnt","mdac"],"framework":"undef-cadre","node":"1.1","raisedBy":"cso","agreement":"large_majority","votes":{"for":18,"against":2,"abstain":1},"dissent":"Le secret protège les opérations.","attribution":"group_only","consentBasis":"group_announcement","consent":"C-2023-01","quotes":[{"text":"Nous ne savons rien.","speakerGroup":"women_group","language":"Songhay","translation":{"en":"We know nothing."},"mayQuote":true,"consent":"C-2023-02"}],"criterion":"La loi n° 2021-069 ouvre les comptes publics au contrôle.","condition":"Aucun compte n’a été communiqué.","cause":"Aucune règle ne lève le secret.","effect":"Les dépenses ne sont pas examinées.","auditCategory":"civil_society_access","amountAtStake":{"amount":"2500000000","currency":"XOF"},"irregularityType":"administrative","methods":["interview"],"evaluationCriterion":"relevance","evidence":["RT-2023-TOM-01-PV"],"referredTo":"bvg","referredOn":"2023-06-01","riskIfPublished":"Représailles contre les participants.","mitigation":"Groupe non nommé.","recommendations":[{"key":"R1","text":"Créer un espace codifié pour le contrôle démocratique de la société civile.","addressee":"cnt","level":"national","type":"institutional","priority":"short","dueOn":"2024-06-30","framework":"plan-2024-2028","node":"4.2"}],"restitution":[{"organisation":"cnt","sharedOn":"2023-09-12","form":"meeting","response":"La commission défense en prend acte."}],"consolidates":["RT-2023-GAO-01-F01"],"duplicateOf":"RT-2023-TOM-01-F02"}"#,
      #"{"kind":"finding","programme":"gouvernance-defense","key":"AUD-2025-02","language":"en","origin":"audit","assignment":"AUD-2025","title":"No access for external audit","statement":"The audit office was refused the accounts of a supply contract.","theme":"external_audit","severity":"critical","criterion":"Law 2021-069 gives the audit office access to all public accounts.","condition":"Access to the accounts was refused twice.","cause":"No rule says who may lift secrecy.","effect":"Spending is not examined.","auditCategory":"external_audit_access","amountAtStake":{"amount":"2500000000","currency":"XOF"},"irregularityType":"both","methods":["examine","interview"]}"#,
    ])

  private static let generalFields: [Field] = [
    Field("origin", .code(CodeLists.origin), .required, .everyone, "How it came about.").dimension(),
    Field(
      "engagement", .under("engagement"), .optional, .everyone,
      "The engagement at which it came up; required for roundtable and focus_group."
    ).dimension(),
    Field(
      "assignment", .under("assignment"), .optional, .everyone, "The audit or study that it comes from."
    ).dimension(),
    Field("grant", .words, .optional, .everyone, "The number of the grant that it belongs to.").dimension(),
    Field(
      "itemNumber", .integer(1...RecordLimits.itemNumber), .optional, .everyone,
      "Its number within the engagement or assignment."
    ).orderable(),
    Field("title", .title, .required, .everyone, "The title."),
    Field("statement", .prose, .required, .everyone, "The finding itself."),
    Field("theme", .code(CodeLists.theme), .required, .everyone, "What it is about.").dimension(),
    Field("programmeArea", .code(CodeLists.programmeArea), .optional, .everyone, "The area of work.").dimension(),
    Field(
      "electoralPhase", .code(CodeLists.electoralPhase), .optional, .everyone,
      "Where the election stood, if there was one."
    ).textDimension(),
    Field("place", .object(.place), .optional, .everyone, "Where it holds."),
    Field("observedOn", .date, .optional, .everyone, "The day on which it was made.").orderable(),
    Field(
      "gdiQuestions", .list(.formatted(.gdiQuestion), limit: RecordLimits.listElements), .optional, .everyone,
      "Questions of the Government Defence Integrity Index."
    ).textDimension(),
    Field(
      "gdiEdition", .code(CodeLists.gdiEdition), .optional, .everyone,
      "The edition of the index that the questions are of."),
    Field("severity", .code(CodeLists.severity), .optional, .everyone, "How grave it is.").dimension(),
    Field("priority", .code(CodeLists.priority), .optional, .everyone, "How soon something should be done.")
      .dimension(),
    Field(
      "institutions", .list(.to("organisation"), limit: RecordLimits.listElements), .optional, .everyone,
      "The organisations concerned."
    ).textDimension(),
    Field("framework", .to("framework"), .optional, .everyone, "The framework to which it speaks.").dimension(),
    Field("node", .formatted(.nodeCode), .optional, .everyone, "The node there, such as 2.3.1.").dimension(),
  ]

  private static let discussionFields: [Field] = [
    Field(
      "raisedBy", .code(CodeLists.stakeholderGroup), .optional,
      .whoSpoke(from: .public), "The group that raised it."
    ).dimension(),
    Field(
      "agreement", .code(CodeLists.agreement), .optional, .everyone,
      "How far those present agreed; required for roundtable."
    ).dimension(),
    Field("votes", .object(.votes), .optional, .from(.internal), "The votes, if there was a vote."),
    Field("dissent", .prose, .optional, .from(.internal), "What those said who disagreed."),
    Field(
      "attribution", .code(CodeLists.attribution), .optional, .everyone,
      "How it may be attributed; required for roundtable."
    ).column(),
    Field(
      "consentBasis", .code(CodeLists.consentBasis), .optional, .everyone,
      "On what the consent of those quoted rests."),
    Field("consent", .to("consent"), .optional, .never, "The consent of those quoted, where it is on record."),
    Field(
      "quotes", .list(.object(.quote), limit: RecordLimits.quotes), .optional,
      .words(flag: "mayQuote", basis: "consentBasis", consent: "consent", scope: "quote", identity: "text"),
      "What was said, word for word."),
  ]

  private static let auditFields: [Field] = [
    Field(
      "criterion", .prose, .optional, .everyone, "What ought to be; required of an audit finding before review."),
    Field("condition", .prose, .optional, .everyone, "What is; required of an audit finding before review."),
    Field("cause", .prose, .optional, .everyone, "Why it is so."),
    Field("effect", .prose, .optional, .everyone, "What follows from it."),
    Field(
      "auditCategory", .code(CodeLists.auditCategory), .optional, .everyone, "The category in the defence sector."
    )
    .dimension(),
    Field("amountAtStake", .money, .optional, .everyone, "The money concerned."),
    Field(
      "irregularityType", .code(CodeLists.irregularityType), .optional, .everyone, "What it offends against."
    )
    .textDimension(),
    Field(
      "methods", .list(.code(CodeLists.auditMethod), limit: RecordLimits.listElements), .optional, .everyone,
      "How evidence was gathered."),
    Field(
      "evaluationCriterion", .code(CodeLists.evaluationCriterion), .optional, .everyone,
      "The evaluation criterion that it bears on."
    ).textDimension(),
    Field(
      "evidence", .list(.to("evidence"), limit: RecordLimits.listElements), .optional, .from(.internal),
      "What proves it."),
    Field(
      "referredTo", .to("organisation"), .optional, .from(.internal),
      "The body to which the case was referred, such as the prosecutor."
    ).dated(by: "referredOn"),
    Field("referredOn", .date, .optional, .from(.internal), "The day on which it was referred.")
      .dated(by: "referredOn"),
  ]

  private static let followingFields: [Field] = [
    Field(
      "riskIfPublished", .prose, .optional, .never, "What publication could do to people."),
    Field("mitigation", .prose, .optional, .never, "What is done against that."),
    Field(
      "recommendations", .list(.object(.recommendation), limit: RecordLimits.recommendations), .optional, .everyone,
      "What should be done."
    ).counted(as: "recommendation"),
    Field(
      "restitution", .list(.object(.restitution), limit: RecordLimits.listElements), .optional, .from(.internal),
      "With whom it was shared, and what they said."
    ).dated(by: "sharedOn"),
    Field(
      "consolidates", .list(.to("finding"), limit: RecordLimits.listElements), .optional, .everyone,
      "The findings, such as regional ones, that it brings together."),
    Field(
      "duplicateOf", .to("finding"), .optional, .everyone, "The finding that says the same and stands in its place."),
  ]
}

extension ObjectType {
  static let votes = ObjectType([
    Field("for", .people, .optional, .from(.internal), "Votes in favour; 0 by default."),
    Field("against", .people, .optional, .from(.internal), "Votes against; 0 by default."),
    Field("abstain", .people, .optional, .from(.internal), "Abstentions; 0 by default."),
  ])

  static let quote = ObjectType(
    [
      Field("text", .prose, .required, .everyone, "The words."),
      Field(
        "speakerGroup", .code(CodeLists.stakeholderGroup), .required,
        .whoSpoke(from: .public), "The speaker's group, never the speaker."),
      Field(
        "language", .formatted(.word), .optional, .whoSpoke(from: .internal),
        "The language in which it was said, if `text` is a translation or stands beside one."),
      Field("translation", .prose, .optional, .everyone, "The words in another language than that of `text`."),
      Field("mayQuote", .boolean, .required, .never, "Whether the speaker agreed to be quoted."),
      Field("consent", .to("consent"), .optional, .never, "The speaker's consent, where it is on record."),
    ],
    rules: [.requires("language", with: "translation")])

  static let recommendation = ObjectType(
    [
      Field("key", .key, .required, .everyone, "Its own key; unique within the finding."),
      Field("text", .prose, .required, .everyone, "What should be done."),
      Field("addressee", .to("organisation"), .required, .everyone, "The organisation that should do it.").dimension(),
      Field("level", .code(CodeLists.level), .optional, .everyone, "The level of government addressed.").dimension(),
      Field("type", .code(CodeLists.recommendationType), .optional, .everyone, "The kind of measure.").dimension(),
      Field("priority", .code(CodeLists.priority), .optional, .everyone, "How soon it should be done.").dimension(),
      Field("dueOn", .date, .optional, .everyone, "The day by which it should be done.").orderable(),
      Field("framework", .to("framework"), .optional, .everyone, "The plan that takes it up.").dimension(),
      Field("node", .formatted(.nodeCode), .optional, .everyone, "The plan's node, such as 2.3.1.").dimension(),
    ], rules: [.requires("framework", with: "node")])

  static let restitution = ObjectType([
    Field("organisation", .to("organisation"), .required, .from(.internal), "With whom it was shared."),
    Field("sharedOn", .date, .required, .from(.internal), "The day."),
    Field("form", .code(CodeLists.restitutionForm), .optional, .from(.internal), "How it was shared."),
    Field("response", .prose, .optional, .from(.internal), "What they said."),
  ])
}

extension Visibility {
  /// What tells who spoke.
  fileprivate static func whoSpoke(from level: ConfidentialityLevel) -> Visibility {
    Visibility.people(from: level).raised(to: .confidential, when: "agreement", is: "individual")
      .raised(to: .confidential, when: "attribution", is: "anonymous")
      .raised(to: .restricted, when: "attribution", is: "chatham_house")
      .bound(
        by: Gathering(
          level: .restricted, reference: "engagement", flag: "chathamHouse", attribution: "attribution",
          groupCode: "group_only", part: "participation", groupColumn: "group", countColumn: "count"))
  }
}

extension Rule {
  fileprivate static let noVotesAgainstConsensus = Rule(
    "no_votes_against_consensus", "There are no `votes` against where `agreement` is `consensus`.",
    fields: ["votes", "agreement"], given: ["votes", "agreement"]
  ) { value, faults in
    guard value["agreement"]?.equals("consensus") == true, let votes = value["votes"],
      let against = votes["against"]?.integer, against > 0
    else { return }
    faults.note(votes, "against", .againstConsensus, found: "\(against)")
  }

  /// Who spoke is hidden by the attribution, so what has none would be shown whole. A roundtable is refused without it,
  /// a focus group is told by a rule of its own.
  fileprivate static let speakersAttributed = Rule(
    "attribution_needed_with_speakers", "`attribution` is needed before review where `raisedBy` or `quotes` is given.",
    fields: ["attribution", "raisedBy", "quotes", "origin"]
  ) { value, faults in
    guard value["attribution"] == nil, value["origin"]?.equals("focus_group") != true,
      value["raisedBy"] != nil || value["quotes"] != nil
    else { return }
    faults.note(value, "attribution", .attributionNeeded, allowed: CodeLists.attribution.codes)
  }
}

extension Wording {
  fileprivate static let consolidatesItself = Wording(
    "consolidates_itself", en: "A finding cannot bring itself together with others.",
    fr: "Un constat ne peut se regrouper lui-même.")

  fileprivate static let againstConsensus = Wording(
    "consensus_votes", en: "Where somebody voted against, it was no consensus; was it a large majority?",
    fr: "S’il y a eu des voix contre, ce n’était pas un consensus ; était-ce une large majorité ?")

  fileprivate static let ownDuplicate = Wording(
    "own_duplicate", en: "A finding cannot be a duplicate of itself.",
    fr: "Un constat ne peut être le double de lui-même.")

  fileprivate static let attributionNeeded = Wording(
    "attribution_needed", en: "A finding that says who spoke cannot be validated without this field.",
    fr: "Un constat qui dit qui a parlé ne peut être validé sans ce champ.")
}
