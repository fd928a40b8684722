extension RecordKind {
  /// What a programme learned and others may use.
  public static let lesson = RecordKind(
    "lesson", en: "Lesson learned", fr: "Leçon apprise",
    "What a programme learned and others may use.",
    days: [.field("learnedOn")],
    fields: [
      Field("title", .title, .required, .everyone, "The lesson in one sentence."),
      Field("text", .prose, .required, .everyone, "The lesson."),
      Field("context", .prose, .optional, .everyone, "Under which circumstances it holds."),
      Field("application", .prose, .optional, .everyone, "What is done differently because of it."),
      Field("grant", .words, .optional, .everyone, "The number of the grant that it belongs to.").dimension(),
      Field("theme", .code(CodeLists.theme), .optional, .everyone, "What it is about.").dimension(),
      Field("programmeArea", .code(CodeLists.programmeArea), .optional, .everyone, "The area of work.").textDimension(),
      Field(
        "evaluationCriterion", .code(CodeLists.evaluationCriterion), .optional, .everyone,
        "The evaluation criterion that it bears on."
      ).textDimension(),
      Field("place", .object(.place), .optional, .everyone, "Where it was learned."),
      Field("learnedOn", .date, .optional, .everyone, "The day on which it was written down.").orderable(),
      Field("partner", .to("organisation"), .optional, .everyone, "The organisation that learned it.").textDimension(),
      Field("assignment", .to("assignment"), .optional, .everyone, "The evaluation that found it.").textDimension(),
      Field(
        "findings", .list(.to("finding"), limit: RecordLimits.listElements), .optional, .everyone,
        "The findings that it rests on."),
    ],
    rules: [.placeExists(on: "learnedOn")],
    examples: [
      #"{"kind":"lesson","programme":"gouvernance-defense","key":"lecon-01","language":"fr","confidentiality":"public","note":"Reprise de l’évaluation de 2021.","title":"Présenter la démarche aux autorités d’abord","text":"La confiance est venue de la démarche présentée avant les tables rondes, et des résultats partagés après.","context":"Régions éloignées de la capitale.","application":"Une visite précède chaque table ronde.","grant":"UDF-XX-XXX-MLI","theme":"civil_military_relations","programmeArea":"defence_integrity","evaluationCriterion":"effectiveness","place":{"region":"gao"},"learnedOn":"2023-11-20","partner":"cri-2002","assignment":"EVAL-2021","findings":["RT-2023-TOM-01-F03"]}"#
    ])
}
