import Violations

extension RecordKind {
  /// What proves something: a file that is kept elsewhere, a published statement, or an event of the context.
  public static let evidence = RecordKind(
    "evidence", en: "Evidence", fr: "Élément de preuve",
    "What proves something: a file that is kept elsewhere, a published statement, or an event of the context.",
    isShared: true, days: [.field("happenedOn"), .field("takenOn"), .field("publishedOn")],
    fields: generalFields + fileFields + statementFields,
    rules: [
      .requires("source", when: "evidenceType", is: "statement", "context_event"),
      .requires("speaker", when: "evidenceType", is: "statement"),
      .requires("statement", when: "evidenceType", is: "statement"),
      .allows("speaker", onlyWhen: "evidenceType", is: "statement"),
      .allows("speakerRole", onlyWhen: "evidenceType", is: "statement"),
      .allows("statement", onlyWhen: "evidenceType", is: "statement"),
      .order("happenedOn", "happenedUntil"),
      .requires("happenedOn", when: "evidenceType", is: "context_event"),
      .placeExists(on: "happenedOn"),
      .different("revisionOf", "key", .ownRevision),
      .requires("source", with: "page"),
    ],
    examples: [
      #"{"kind":"evidence","programme":"gouvernance-defense","key":"AUD-2025-RAPPORT","language":"fr","confidentiality":"public","note":"Empreinte du fichier publié.","evidenceType":"publication","title":{"fr":"Audit externe du secteur de la défense au Mali","en":"External Auditing of the Defence Sector in Mali"},"description":"Rapport d’étude.","grant":"UDF-XX-XXX-MLI","about":["AUD-2025"],"theme":"external_audit","place":{"region":"nationwide"},"takenOn":"2025-05-02","publishedOn":"2025-05-02","publisher":"ti-uk","documentCategory":"A07","sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","mediaType":"application/pdf","size":1048576,"storageReference":"armoire-3","url":"https://ti-defence.org/publications/","revisionOf":"AUD-2025-PROJET","source":"Transparency International","page":"12","consent":"C-2024-07"}"#,
      #"{"kind":"evidence","programme":"gouvernance-defense","key":"declaration-sall","confidentiality":"public","evidenceType":"statement","title":"Le projet et la refondation","speaker":"Abdoulaye Sall","speakerRole":{"fr":"ancien président de CRI-2002","en":"late President of CRI-2002"},"statement":{"en":"This is a project that is part of the overall dynamic of restructuring the armed forces and security services."},"source":"UNDEF, page du projet"}"#,
      #"{"kind":"evidence","programme":"shared","key":"minusma-debut-a","confidentiality":"public","evidenceType":"context_event","title":"Début de la MINUSMA","happenedOn":"2014-07","happenedUntil":"2023-12","approximate":true,"theme":"security_defence","source":"Interpeace, rapport 2024"}"#,
      #"{"kind":"evidence","programme":"shared","key":"minusma-debut-b","confidentiality":"public","evidenceType":"context_event","title":"Début de la MINUSMA","happenedOn":"2013","theme":"security_defence","source":"Page sur le plan 1325 du Mali"}"#,
    ])

  private static let generalFields: [Field] = [
    Field("evidenceType", .code(CodeLists.evidenceType), .required, .everyone, "What it is.").dimension(),
    Field("title", .title, .required, .everyone, "The title."),
    Field("description", .prose, .optional, seen, "What it shows."),
    Field("grant", .words, .optional, .everyone, "The number of the grant that it belongs to.").dimension(),
    Field(
      "about",
      .list(
        .to("engagement", "assignment", "finding", "framework", "milestone", "organisation"),
        limit: RecordLimits.listElements),
      .optional, .everyone, "The records that it bears on."
    ).textDimension(),
    Field("theme", .code(CodeLists.theme), .optional, .everyone, "What it is about.").dimension(),
    Field("place", .object(.place), .optional, .everyone, "Where it was."),
    Field("takenOn", .date, .optional, .everyone, "The day on which it was made.").orderable(),
    Field("publishedOn", .date, .optional, .everyone, "The day on which it was published.").orderable(),
    Field("publisher", .to("organisation"), .optional, .everyone, "The organisation that published it.")
      .textDimension(),
    Field("source", .title, .optional, .everyone, "Where it is found; required of statements and events."),
    Field("page", .words, .optional, .everyone, "The page there."),
    Field("url", .formatted(.webAddress), .optional, seen, "Its address."),
  ]

  /// Faces, voices and signatures are found where these lead, so it takes more than for a publication.
  private static let seen = Visibility.everyone.raised(
    to: .restricted, when: "evidenceType", is: "attendance_list", "photo", "audio", "video")

  private static let fileFields: [Field] = [
    Field(
      "documentCategory", .code(CodeLists.documentCategory), .optional, .everyone,
      "What the document is to donors (IATI)."
    )
    .textDimension(),
    Field("sha256", .formatted(.sha256), .optional, .everyone, "The file's digest, by which it is known again."),
    Field("mediaType", .formatted(.mediaType), .optional, .everyone, "The kind of file."),
    Field("size", .integer(0...RecordLimits.fileBytes), .optional, .everyone, "The file's bytes."),
    Field("storageReference", .words, .optional, .never, "Where the team keeps it."),
    Field("revisionOf", .to("evidence"), .optional, .everyone, "The evidence that it takes the place of."),
    Field("consent", .to("consent"), .optional, .never, "The consent of those who are seen or heard."),
  ]

  private static let statementFields: [Field] = [
    Field("happenedOn", .partialDate, .optional, .everyone, "When the event was; required of events.").orderable(),
    Field("happenedUntil", .partialDate, .optional, .everyone, "When it ended."),
    Field("approximate", .boolean, .optional, .everyone, "Whether these dates are estimates."),
    Field(
      "speaker", .words, .optional, .everyone,
      "Who made the published statement, by name; nowhere else is a person named."),
    Field("speakerRole", .title, .optional, .everyone, "In what office."),
    Field("statement", .prose, .optional, .everyone, "The words as they were published."),
  ]
}

extension Wording {
  fileprivate static let ownRevision = Wording(
    "own_revision", en: "Evidence cannot take its own place.",
    fr: "Un élément de preuve ne peut se remplacer lui-même.")
}
