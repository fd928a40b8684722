extension RecordKind {
  /// What the body addressed says to a recommendation.
  public static let response = RecordKind(
    "response", en: "Management response", fr: "Réponse de la direction",
    "What the body addressed says to a recommendation, and what the auditor replies.",
    days: [.field("receivedOn"), .through("finding", field: "observedOn")],
    fields: [
      Field("finding", .under("finding"), .required, .everyone, "The finding.").dimension(),
      Field("recommendation", .key, .required, .everyone, "The key of the recommendation within it.").dimension(),
      Field("grant", .words, .optional, .everyone, "The number of the grant that it belongs to.").dimension(),
      Field("organisation", .to("organisation"), .required, .everyone, "The organisation that answers.").dimension(),
      Field("position", .code(CodeLists.responsePosition), .required, .everyone, "Whether it accepts.").dimension(),
      Field("text", .prose, .optional, .everyone, "What it says."),
      Field("actionPlan", .prose, .optional, .everyone, "What it means to do."),
      Field("responsibleRole", .words, .optional, .from(.internal), "Who is in charge there, by role."),
      Field("dueOn", .date, .optional, .everyone, "The day by which it means to be done.").orderable(),
      Field("receivedOn", .date, .optional, .everyone, "The day on which the answer came.").orderable(),
      Field("auditorReply", .prose, .optional, .everyone, "What the auditor says to the answer.")
        .dated(by: "auditorReplyOn"),
      Field("auditorReplyOn", .date, .optional, .everyone, "The day of that reply.").dated(by: "auditorReplyOn"),
      Field(
        "evidence", .list(.to("evidence"), limit: RecordLimits.listElements), .optional, .from(.internal),
        "The letters."),
    ],
    rules: [
      .requires("receivedOn", when: "position", is: "accepted", "partially_accepted", "rejected"),
      .requires("text", when: "position", is: "partially_accepted", "rejected"),
      .allows("actionPlan", onlyWhen: "position", is: "accepted", "partially_accepted"),
      .requires("auditorReply", with: "auditorReplyOn"),
      .order("receivedOn", "auditorReplyOn"),
    ],
    examples: [
      #"{"kind":"response","programme":"gouvernance-defense","key":"AUD-2025-02-R1-mdac","language":"fr","confidentiality":"public","note":"Lettre du ministère.","finding":"AUD-2025-02","recommendation":"R1","grant":"UDF-XX-XXX-MLI","organisation":"mdac","position":"partially_accepted","text":"Le ministère accepte l’accès aux comptes clos.","actionPlan":"Une instruction sera publiée.","responsibleRole":"Secrétaire général","dueOn":"2025-12-31","receivedOn":"2025-02-25","auditorReply":"L’accès aux comptes en cours reste demandé.","auditorReplyOn":"2025-03-05","evidence":["lettre-mdac-2025"]}"#
    ])
}
