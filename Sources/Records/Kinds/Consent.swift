import Violations

extension RecordKind {
  /// What one person agreed to, and took back.
  public static let consent = RecordKind(
    "consent", en: "Consent", fr: "Consentement",
    "What one person, known by a pseudonym only, agreed to, and took back.",
    days: [.field("givenOn")],
    fields: [
      Field("subjectCode", .protectedCode, .required, .never, "The sender's own code for the person, never a name.")
        .column(),
      Field("basis", .code(CodeLists.consentBasis), .required, .people(from: .internal), "On what it rests.")
        .dimension(),
      Field(
        "scopes", .list(.code(CodeLists.consentScope), limit: RecordLimits.listElements), .required,
        .people(from: .internal), "What the person agreed to."
      ).textDimension(),
      Field("givenOn", .date, .required, .people(from: .restricted), "The day on which it was given.").orderable(),
      Field("withdrawnOn", .date, .optional, .people(from: .restricted), "The day on which it was taken back.")
        .column(),
      Field(
        "withdrawnScopes", .list(.code(CodeLists.consentScope), limit: RecordLimits.listElements), .optional,
        .people(from: .internal), "What was taken back; all of it by default."),
      Field("grant", .words, .optional, .everyone, "The number of the grant that it belongs to.").dimension(),
      Field(
        "engagement", .to("engagement"), .optional, .people(from: .restricted), "The engagement at which it was given."
      )
      .textDimension(),
      Field("form", .to("evidence"), .optional, .never, "The signed form or the recording."),
    ],
    rules: [
      .basisIsConsent,
      .order("givenOn", "withdrawnOn"),
      .requires("withdrawnOn", with: "withdrawnScopes"),
      .subset("withdrawnScopes", of: "scopes"),
    ],
    examples: [
      #"{"kind":"consent","programme":"inclusion-femmes","key":"C-2024-07","language":"fr","confidentiality":"confidential","note":"Formulaire au dossier.","subjectCode":"F-014","basis":"written","scopes":["use_in_report","quote","photo"],"givenOn":"2024-09-12","withdrawnOn":"2025-01-10","withdrawnScopes":["photo"],"grant":"IP-XX-MLI","engagement":"FG-2024-SEG-02","form":"formulaire-07"}"#
    ])
}

extension Rule {
  fileprivate static let basisIsConsent = Rule(
    "basis_is_consent", "`basis` is not `none`: without consent there is no record of it.", fields: ["basis"],
    schema: .whole(.not(.isOne("basis", of: ["none"])))
  ) { value, faults in
    guard value["basis"]?.equals("none") == true else { return }
    faults.note(
      value, "basis", .noConsent, found: "none", allowed: CodeLists.consentBasis.codes.filter { $0 != "none" })
  }
}

extension Wording {
  fileprivate static let noConsent = Wording(
    "consent_basis", en: "A consent rests on something; leave the record out where there was none.",
    fr: "Un consentement repose sur quelque chose ; omettez l’enregistrement s’il n’y en a pas eu.")
}
