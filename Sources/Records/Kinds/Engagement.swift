extension RecordKind {
  /// An event at which people were met: a roundtable, a focus group, a training, a café politique.
  public static let engagement = RecordKind(
    "engagement", en: "Engagement", fr: "Rencontre",
    "An event at which people were met: a roundtable, a focus group, a training, a café politique.",
    days: [.field("startsOn")],
    fields: generalFields + contentFields + schoolFields + presenceFields,
    rules: [
      .order("startsOn", "endsOn"),
      .positive("durationHours"),
      .placeExists(on: "startsOn"),
      .requires("framework", with: "node"),
      .atMost("refused", "invited"),
      .unique("participation", by: "sex", "ageBand", "group"),
      .unique("participants", by: "code"),
      .unique("communities", by: "code"),
      .addsUp("participation", "graduated", to: "graduated"),
      .atMost("graduated", sumOf: "count", in: "participation"),
      .requires("participation", with: "countedBy"),
    ],
    examples: [
      #"{"kind":"engagement","programme":"gouvernance-defense","key":"RT-2023-TOM-01","language":"fr","confidentiality":"internal","note":"Compte rendu du rapporteur.","engagementType":"roundtable","title":"Table ronde de Tombouctou","grant":"UDF-XX-XXX-MLI","startsOn":"2023-05-16","endsOn":"2023-05-17","durationHours":12.5,"place":{"region":"tombouctou","cercle":"Tombouctou","commune":"Tombouctou","village":"Badjindé","asReported":"Maison des jeunes","geoVersion":"2023"},"regions":["gao","nationwide"],"format":"in_person","languages":["fr","Songhay"],"host":"cri-2002","partners":["benbere"],"framework":"undef-cadre","node":"1.1","theme":"security_defence","programmeArea":"defence_integrity","electoralPhase":"pre_election","topic":"Coopération entre OSC et institutions de défense","agreements":[{"text":"Créer un espace de dialogue permanent.","parties":["cnt","cri-2002"]}],"actorFamily":"mixed","milestone":"UNDEF-J2","problems":"Coupures de courant.","documents":["RT-2023-TOM-01-PV"],"outlets":["radio-lafia"],"cohort":"2023-A","weeks":8,"applied":60,"graduated":9,"partiesRepresented":7,"alumniInOffice":2,"chathamHouse":true,"recording":"notes","facilitatorRoles":["Modératrice"],"organisationsPresent":["cnt","mdac"],"invited":40,"refused":3,"countedBy":"sign_in","participation":[{"sex":"female","ageBand":"a25_35","group":"cso","count":9,"graduated":5},{"sex":"male","ageBand":"a36_59","group":"defence_force","count":6,"graduated":4}],"participants":[{"code":"F-014","sex":"female","ageBand":"a25_35","group":"cso","graduated":true}],"communities":[{"code":"V-03","communityType":"village","region":"tombouctou","cercle":"Diré"}]}"#,
      #"{"kind":"engagement","programme":"inter-malian-dialogue-2024","key":"dialogue-2024","language":"en","confidentiality":"public","engagementType":"national_dialogue","title":{"fr":"Dialogue inter-malien","en":"Inter-Malian dialogue"},"startsOn":"2024-04-13","endsOn":"2024-05-10","place":{"region":"nationwide"},"regions":["nationwide","abroad"],"theme":"peace_cohesion"}"#,
    ])

  private static let generalFields: [Field] = [
    Field("engagementType", .code(CodeLists.engagementType), .required, .everyone, "What it was.").dimension(),
    Field("title", .title, .required, .everyone, "The title."),
    Field("grant", .words, .optional, .everyone, "The number of the grant that it belongs to.").dimension(),
    Field("startsOn", .date, .required, .everyone, "The first day.").orderable(),
    Field("endsOn", .date, .optional, .everyone, "The last day, if there was more than one.").orderable(),
    Field(
      "durationHours", .number(0...RecordLimits.durationHours), .optional, .everyone, "How long it lasted, in hours."),
    Field("place", .object(.place), .optional, .everyone, "Where it was."),
    Field(
      "regions", .list(.code(CodeLists.region), limit: RecordLimits.listElements), .optional, .everyone,
      "Where it was, if it was in several regions."
    ).textDimension(),
    Field("format", .code(CodeLists.engagementFormat), .optional, .everyone, "How people met.").dimension(),
    Field(
      "languages", .list(.formatted(.word), limit: RecordLimits.listElements), .optional, .people(from: .internal),
      "The languages spoken."),
    Field("host", .to("organisation"), .optional, .everyone, "The organisation that held it.").dimension(),
    Field(
      "partners", .list(.to("organisation"), limit: RecordLimits.listElements), .optional, .everyone,
      "The organisations that held it with the host."
    ).textDimension(),
    Field("framework", .to("framework"), .optional, .everyone, "The framework to which it belongs.").textDimension(),
    Field(
      "node", .formatted(.nodeCode), .optional, .everyone, "The node there, such as the activity that it carries out."
    )
    .textDimension(),
  ]

  private static let contentFields: [Field] = [
    Field("theme", .code(CodeLists.theme), .optional, .everyone, "What it was about.").dimension(),
    Field("programmeArea", .code(CodeLists.programmeArea), .optional, .everyone, "The area of work.").textDimension(),
    Field(
      "electoralPhase", .code(CodeLists.electoralPhase), .optional, .everyone, "Where the election stood."
    )
    .textDimension(),
    Field("topic", .prose, .optional, .everyone, "What was talked about."),
    Field(
      "agreements", .list(.object(.agreement), limit: RecordLimits.listElements), .optional, .everyone,
      "What was agreed."),
    Field(
      "actorFamily", .code(CodeLists.actorFamily), .optional, .everyone,
      "The family of actors that it was held with."
    ).dimension(),
    Field("milestone", .to("milestone"), .optional, .everyone, "The donor's milestone that it is.").dimension(),
    Field("problems", .prose, .optional, .from(.internal), "What went wrong."),
    Field(
      "documents", .list(.to("evidence"), limit: RecordLimits.listElements), .optional, .from(.internal),
      "Minutes, attendance lists, press articles."),
    Field(
      "outlets", .list(.to("organisation"), limit: RecordLimits.listElements), .optional, .everyone,
      "The media that reported on it."),
  ]

  private static let schoolFields: [Field] = [
    Field("cohort", .words, .optional, .everyone, "The school's cohort.").textDimension(),
    Field("weeks", .integer(RecordLimits.weeks), .optional, .everyone, "How many weeks it took."),
    Field("applied", .people, .optional, .countedOnly, "People who applied.").summed("applied", countsPeople: true),
    Field("graduated", .people, .optional, .countedOnly, "People who finished.")
      .summed("graduated", countsPeople: true),
    Field(
      "partiesRepresented", .people, .optional, .everyone, "Political parties to which those present belong."),
    Field("alumniInOffice", .people, .optional, .countedOnly, "Former participants who hold an office by now.")
      .summed("alumniInOffice", countsPeople: true),
  ]

  private static let presenceFields: [Field] = [
    Field("chathamHouse", .boolean, .optional, .everyone, "Whether the Chatham House rule held."),
    Field("recording", .code(CodeLists.recording), .optional, .from(.internal), "How what was said was kept."),
    Field(
      "facilitatorRoles", .list(.formatted(.word), limit: RecordLimits.listElements), .optional, .from(.internal),
      "Who led it, by role."),
    Field(
      "organisationsPresent", .list(.to("organisation"), limit: RecordLimits.listElements), .optional,
      .people(from: .restricted), "The organisations to which those present belong, such as parties."),
    Field("invited", .people, .optional, .countedOnly, "People invited.").summed("invited", countsPeople: true),
    Field("refused", .people, .optional, .countedOnly, "People who declined.").summed("refused", countsPeople: true),
    Field("countedBy", .code(CodeLists.countedBy), .optional, .everyone, "How those present were counted."),
    Field(
      "participation", .list(.object(.participation), limit: RecordLimits.participationCells), .optional, .countedOnly,
      "Those present, by sex, age and group."
    ).counted(as: "participation"),
    Field(
      "participants", .list(.object(.participant), limit: RecordLimits.participants), .optional, .countedOnly,
      "Those present, one by one, where it matters who came again."
    ).counted(as: "participant"),
    Field(
      "communities", .list(.object(.community), limit: RecordLimits.communities), .optional, .countedOnly,
      "The villages and communities reached."
    ).counted(as: "community"),
  ]
}

extension ObjectType {
  static let agreement = ObjectType([
    Field("text", .prose, .required, .everyone, "What was agreed."),
    Field(
      "parties", .list(.to("organisation"), limit: RecordLimits.listElements), .optional, .people(from: .restricted),
      "The organisations that agreed: they were present."),
  ])
}
