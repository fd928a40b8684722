extension RecordKind {
  /// An audit, an evaluation, a study or an actor mapping, from its order to its report.
  public static let assignment = RecordKind(
    "assignment", en: "Assignment", fr: "Mission",
    "An audit, an evaluation, a study or an actor mapping, from its order to its report.",
    days: [.field("finalReportOn"), .field("startsOn")],
    fields: generalFields + reportFields + [
      Field(
        "actors", .list(.object(.actor), limit: RecordLimits.listElements), .optional, .people(from: .restricted),
        "The actors and where they stand, if it mapped them."
      ).counted(as: "actor")
    ],
    rules: [
      .order("coveredFrom", "coveredUntil"),
      .order("startsOn", "draftReportOn"),
      .order("startsOn", "finalReportOn"),
      .order("draftReportOn", "responseDueOn"),
      .order("draftReportOn", "responseOn"),
      .order("draftReportOn", "finalReportOn"),
      .order("finalReportOn", "publishedOn"),
    ],
    examples: [
      #"{"kind":"assignment","programme":"gouvernance-defense","key":"AUD-2025","language":"fr","confidentiality":"public","note":"Dates du rapport publié.","assignmentType":"study","title":{"fr":"Audit externe du secteur de la défense au Mali : défis et possibilités","en":"External Auditing of the Defence Sector in Mali: Challenges and Possibilities"},"grant":"UDF-XX-XXX-MLI","conductedBy":["ti-uk","cri-2002"],"auditees":["mdac"],"scope":"Contrôle externe de la défense.","theme":"external_audit","programmeArea":"defence_integrity","regions":["nationwide"],"coveredFrom":"2020-01-01","coveredUntil":"2024-12-31","standards":["issai_3000","other"],"methods":["examine","interview"],"sample":"Cinq régions, quarante entretiens.","engagements":["RT-2023-TOM-01"],"startsOn":"2024-06-01","draftReportOn":"2025-02-01","responseDueOn":"2025-03-01","responseOn":"2025-02-25","finalReportOn":"2025-04-10","publishedOn":"2025-05-02","document":"AUD-2025-RAPPORT","url":"https://ti-defence.org/publications/external-auditing-mali","actors":[{"group":"cso","actor":"Réseaux de contrôle citoyen","region":"gao","cercle":"Gao","role":"influencer","stance":"supportive","comment":"Actifs depuis 2020."}]}"#
    ])

  private static let generalFields: [Field] = [
    Field("assignmentType", .code(CodeLists.assignmentType), .required, .everyone, "What it is.").dimension(),
    Field("title", .title, .required, .everyone, "The title."),
    Field("grant", .words, .optional, .everyone, "The number of the grant that it belongs to.").dimension(),
    Field(
      "conductedBy", .list(.to("organisation"), limit: RecordLimits.listElements), .optional, .everyone,
      "The organisations that carry it out."
    ).textDimension(),
    Field(
      "auditees", .list(.to("organisation"), limit: RecordLimits.listElements), .optional, .everyone,
      "The organisations examined."
    ).textDimension(),
    Field("scope", .prose, .optional, .everyone, "What is examined."),
    Field("theme", .code(CodeLists.theme), .optional, .everyone, "What it is about.").dimension(),
    Field("programmeArea", .code(CodeLists.programmeArea), .optional, .everyone, "The area of work.").textDimension(),
    Field(
      "regions", .list(.code(CodeLists.region), limit: RecordLimits.listElements), .optional, .everyone,
      "Where it takes place."
    ).textDimension(),
    Field("coveredFrom", .date, .optional, .everyone, "The first day of the time examined."),
    Field("coveredUntil", .date, .optional, .everyone, "The last day of that time."),
    Field(
      "standards", .list(.code(CodeLists.auditStandard), limit: RecordLimits.listElements), .optional, .everyone,
      "The standards followed."),
    Field(
      "methods", .list(.code(CodeLists.auditMethod), limit: RecordLimits.listElements), .optional, .everyone,
      "How evidence was gathered."),
    Field("sample", .prose, .optional, .everyone, "What was looked at of the whole."),
    Field(
      "engagements", .list(.to("engagement"), limit: RecordLimits.listElements), .optional, .everyone,
      "The engagements that it rests on."
    ).textDimension(),
  ]

  private static let reportFields: [Field] = [
    Field("startsOn", .date, .optional, .everyone, "The first day.").orderable(),
    Field("draftReportOn", .date, .optional, .from(.internal), "The day of the provisional report.").orderable(),
    Field("responseDueOn", .date, .optional, .from(.internal), "The day by which those examined should answer."),
    Field("responseOn", .date, .optional, .from(.internal), "The day on which they answered.").dated(by: "responseOn"),
    Field("finalReportOn", .date, .optional, .everyone, "The day of the final report.").orderable(),
    Field("publishedOn", .date, .optional, .everyone, "The day on which it was published, if it was.").dated(
      by: "publishedOn"),
    Field("document", .to("evidence"), .optional, .everyone, "The report."),
    Field("url", .formatted(.webAddress), .optional, .everyone, "The report's address."),
  ]
}

extension ObjectType {
  static let actor = ObjectType(
    [
      Field("group", .code(CodeLists.stakeholderGroup), .required, .people(from: .restricted), "The group.")
        .dimension(),
      Field("actor", .title, .optional, .people(from: .restricted), "The actor within it, never a person's name."),
      Field("region", .code(CodeLists.region), .optional, .people(from: .restricted), "The region.").dimension(),
      Field("cercle", .words, .optional, .people(from: .restricted), "The cercle.").textDimension(),
      Field("role", .code(CodeLists.actorRole), .optional, .people(from: .restricted), "Its role.").dimension(),
      Field("stance", .code(CodeLists.actorStance), .optional, .people(from: .restricted), "Where it stands.")
        .dimension(),
      Field("comment", .prose, .optional, .people(from: .restricted), "Remarks."),
    ],
    rules: [.cercleWithinRegion, .cercleOfRegion])
}
