extension RecordKind {
  /// An event that a donor wants to see before it pays.
  public static let milestone = RecordKind(
    "milestone", en: "Milestone", fr: "Jalon",
    "An event that a donor wants to see before it pays, and what its monitor saw.",
    days: [.field("actualOn"), .field("plannedOn")],
    fields: [
      Field("grant", .words, .required, .everyone, "The number of the grant.").dimension(),
      Field("number", .integer(1...RecordLimits.itemNumber), .required, .everyone, "The donor's number of it.")
        .orderable(),
      Field("title", .title, .required, .everyone, "What is to be seen."),
      Field("description", .prose, .optional, .everyone, "The event as it is planned."),
      Field("plannedOn", .date, .required, .everyone, "The day planned.").orderable(),
      Field("revisedOn", .date, .optional, .everyone, "The day planned since a change."),
      Field("changeReason", .prose, .optional, .everyone, "Why it was changed."),
      Field("actualOn", .date, .optional, .everyone, "The day on which it took place.").orderable(),
      Field("place", .object(.place), .optional, .everyone, "Where it took place."),
      Field("tranche", .money, .optional, .everyone, "The sum that follows it."),
      Field(
        "engagements", .list(.to("engagement"), limit: RecordLimits.listElements), .optional, .everyone,
        "The engagements that it consists of."
      ).textDimension(),
      Field("monitorRole", .words, .optional, .from(.internal), "Who observed it, by role."),
      Field("monitorOrganisation", .to("organisation"), .optional, .everyone, "The organisation of who observed it."),
      Field("agendaFollowed", .boolean, .optional, .everyone, "Whether the agenda was followed."),
      Field("observations", .prose, .optional, .everyone, "What was seen."),
      Field("concerns", .prose, .optional, .from(.internal), "What gave concern."),
      Field("verified", .boolean, .optional, .everyone, "Whether the monitor confirms it.").dated(by: "verifiedOn"),
      Field("verifiedOn", .date, .optional, .everyone, "The day on which the monitor signed.").dated(by: "verifiedOn"),
      Field(
        "evidence", .list(.to("evidence"), limit: RecordLimits.listElements), .optional, .everyone, "What proves it."),
    ],
    rules: [
      .requires("changeReason", with: "revisedOn"),
      .requires("verifiedOn", with: "verified"),
      .requires("actualOn", with: "verifiedOn"),
      .order("actualOn", "verifiedOn"),
      .placeExists(on: "actualOn"),
    ],
    examples: [
      #"{"kind":"milestone","programme":"gouvernance-defense","key":"UNDEF-J2","language":"fr","confidentiality":"public","note":"Fiche de l’observateur.","grant":"UDF-XX-XXX-MLI","number":2,"title":"Première table ronde régionale","description":"Deux jours à Tombouctou.","plannedOn":"2023-04-15","revisedOn":"2023-05-16","changeReason":"Vols suspendus.","actualOn":"2023-05-16","place":{"region":"tombouctou"},"tranche":{"amount":"60000.00","currency":"USD"},"engagements":["RT-2023-TOM-01"],"monitorRole":"Chargé de programme","monitorOrganisation":"pnud","agendaFollowed":true,"observations":"Débats ouverts.","concerns":"Peu de femmes.","verified":true,"verifiedOn":"2023-05-20","evidence":["RT-2023-TOM-01-PV"]}"#
    ])
}
