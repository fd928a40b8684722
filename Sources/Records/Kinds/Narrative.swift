extension RecordKind {
  /// Prose for one section of a donor's report, which no query can make.
  public static let narrative = RecordKind(
    "narrative", en: "Narrative", fr: "Texte de rapport",
    "Prose for one section of a donor's report, which no query can make.",
    days: [.field("periodEnd"), .field("periodStart")],
    fields: [
      Field("report", .formatted(.reportID), .required, .everyone, "The report.").dimension(),
      Field("section", .formatted(.sectionCode), .required, .everyone, "The section.").dimension(),
      Field("grant", .words, .optional, .everyone, "The grant's number, if the text is for one grant only.")
        .dimension(),
      Field("periodStart", .date, .optional, .everyone, "The first day of the period that the text is about.")
        .orderable(),
      Field("periodEnd", .date, .optional, .everyone, "The last day of that period.").orderable(),
      Field(
        "order", .integer(0...RecordLimits.narrativeOrder), .optional, .everyone,
        "The place among several texts of one section."
      ).orderable(),
      Field(
        "text", .prose, .required, .everyone,
        "Paragraphs part at blank lines; lines that start with \"- \" are list items."),
    ],
    rules: [.order("periodStart", "periodEnd")],
    examples: [
      #"{"kind":"narrative","programme":"gouvernance-defense","key":"undef-lecons-2024","language":"fr","confidentiality":"public","note":"Relu par la coordination.","report":"undef/narrative","section":"lessons","grant":"UDF-XX-XXX-MLI","periodStart":"2024-01-01","periodEnd":"2024-12-31","order":1,"text":{"fr":"La confiance vient de la restitution.\n\n- Présenter la démarche aux autorités.\n- Partager les résultats.","en":"Trust comes from sharing results."}}"#
    ])
}
