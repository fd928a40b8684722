import Violations

extension RecordKind {
  /// How far a recommendation has been carried out on a day.
  public static let followUp = RecordKind(
    "follow_up", en: "Follow-up", fr: "Suivi",
    "How far a recommendation has been carried out on a day.",
    days: [.field("asOf")],
    fields: [
      Field("finding", .under("finding"), .required, .everyone, "The finding.").dimension(),
      Field("recommendation", .key, .required, .everyone, "The key of the recommendation within it.").dimension(),
      Field("grant", .words, .optional, .everyone, "The number of the grant that it belongs to.").dimension(),
      Field("asOf", .date, .required, .everyone, "The day on which it was looked at.").orderable(),
      Field("status", .code(CodeLists.followUpStatus), .required, .everyone, "How far it has come.").dimension(),
      Field("progressPercent", .integer(0...100), .optional, .everyone, "How far it has come, in percent."),
      Field("text", .prose, .optional, .everyone, "What was done."),
      Field(
        "assessedBy", .to("organisation"), .optional, .everyone,
        "The organisation that looked at it; required where the recommendation is closed."),
      Field("assessorRole", .words, .optional, .from(.internal), "Who looked at it there, by role."),
      Field(
        "evidence", .list(.to("evidence"), limit: RecordLimits.listElements), .optional, .everyone,
        "What proves it; required where the recommendation is closed."),
    ],
    rules: [
      .requires(
        "evidence", when: "status", is: "implemented", "alternative", "not_applicable", "closed_unimplemented"),
      .requires(
        "assessedBy", when: "status", is: "implemented", "alternative", "not_applicable", "closed_unimplemented"),
      .implementedIsWhole,
    ],
    closing: RecordClosing(
      "status", is: ["implemented", "alternative", "not_applicable", "closed_unimplemented"], subject: "finding",
      proof: "evidence"),
    examples: [
      #"{"kind":"follow_up","programme":"gouvernance-defense","key":"AUD-2025-02-R1-2026-03","language":"fr","confidentiality":"public","note":"Visite de mars.","finding":"AUD-2025-02","recommendation":"R1","grant":"UDF-XX-XXX-MLI","asOf":"2026-03-15","status":"implemented","progressPercent":100,"text":"L’instruction est publiée.","assessedBy":"bvg","assessorRole":"Chef de mission","evidence":["instruction-2026"]}"#
    ])
}

extension Rule {
  fileprivate static let implementedIsWhole = Rule(
    "implemented_is_whole", "`progressPercent` is 100, if given, where `status` is `implemented`.",
    fields: ["progressPercent", "status"], given: ["progressPercent"],
    schema: .whole(.implies(.isOne("status", of: ["implemented"]), .above("progressPercent", 99)))
  ) { value, faults in
    guard value["status"]?.equals("implemented") == true, let percent = value["progressPercent"]?.integer, percent < 100
    else { return }
    faults.note(value, "progressPercent", .notWhole, found: "\(percent)", suggestion: "100")
  }
}

extension Wording {
  fileprivate static let notWhole = Wording(
    "implemented_whole", en: "What is fully implemented has come to 100 percent; or is its status another?",
    fr: "Ce qui est entièrement mis en œuvre l’est à 100 pour cent ; ou son statut est-il autre ?")
}
