extension RecordKind {
  /// One item of an action plan that a group made for itself.
  public static let actionItem = RecordKind(
    "action_item", en: "Action plan item", fr: "Action d’un plan d’action",
    "One item of an action plan that a group made for itself.",
    days: [.field("agreedOn"), .through("engagement", field: "startsOn"), .field("dueOn")],
    fields: [
      Field("engagement", .under("engagement"), .optional, .everyone, "The engagement at which it was agreed.")
        .dimension(),
      Field("finding", .under("finding"), .optional, .everyone, "The finding that it answers.").dimension(),
      Field("grant", .words, .optional, .everyone, "The number of the grant that it belongs to.").dimension(),
      Field("framework", .to("framework"), .optional, .everyone, "The plan that it is part of.").textDimension(),
      Field("node", .formatted(.nodeCode), .optional, .everyone, "The plan's node.").textDimension(),
      Field(
        "group", .code(CodeLists.stakeholderGroup), .optional, .people(from: .internal), "The group whose plan it is."
      )
      .dimension(),
      Field("place", .object(.place), .optional, .everyone, "Where it is to be done."),
      Field("theme", .code(CodeLists.theme), .optional, .everyone, "What it is about.").dimension(),
      Field("problem", .prose, .optional, .everyone, "The problem."),
      Field("cause", .prose, .optional, .everyone, "Why there is a problem."),
      Field("action", .prose, .required, .everyone, "What is to be done."),
      Field("responsibleRole", .words, .optional, .from(.internal), "Who is to do it, by role."),
      Field("organisation", .to("organisation"), .optional, .everyone, "The organisation that is to do it.")
        .textDimension(),
      Field("resources", .prose, .optional, .everyone, "What it takes."),
      Field("indicator", .prose, .optional, .everyone, "How one can tell that it is done."),
      Field("agreedOn", .date, .optional, .everyone, "The day on which it was agreed.").orderable(),
      Field("dueOn", .date, .optional, .everyone, "The day by which it should be done.").orderable(),
      Field("revisedDueOn", .date, .optional, .everyone, "The day since a change."),
      Field("changeReason", .prose, .optional, .everyone, "Why it was changed."),
      Field("completedOn", .date, .optional, .everyone, "The day on which it was done.").dated(by: "completedOn"),
      Field("status", .code(CodeLists.progressStatus), .required, .everyone, "How it is coming along.").dimension(),
      Field(
        "evidence", .list(.to("evidence"), limit: RecordLimits.listElements), .optional, .everyone, "What proves it."),
    ],
    rules: [
      .order("agreedOn", "dueOn"),
      .order("agreedOn", "revisedDueOn"),
      .requires("dueOn", with: "revisedDueOn"),
      .order("agreedOn", "completedOn"),
      .placeExists(on: "agreedOn"),
      .requires("changeReason", with: "revisedDueOn"),
      .requires("completedOn", when: "status", is: "completed"),
      .requires("framework", with: "node"),
    ],
    examples: [
      #"{"kind":"action_item","programme":"inclusion-femmes","key":"plan-seg-04","language":"fr","confidentiality":"internal","note":"Plan du groupement.","engagement":"FG-2024-SEG-02","finding":"FG-2024-SEG-02-F01","grant":"IP-XX-MLI","framework":"plan-femmes-segou","node":"1.2","group":"women_group","place":{"region":"segou"},"theme":"peace_cohesion","problem":"Les femmes n’ont pas la parole.","cause":"Les sessions ont lieu la nuit.","action":"Demander des sessions de jour.","responsibleRole":"Présidente du groupement","organisation":"mairie-segou","resources":"Une salle.","indicator":"Trois sessions de jour par an.","agreedOn":"2024-06-12","dueOn":"2024-09-30","revisedDueOn":"2024-12-31","changeReason":"Élections locales.","completedOn":"2024-12-15","status":"completed","evidence":["pv-conseil-2024-12"]}"#
    ])
}
