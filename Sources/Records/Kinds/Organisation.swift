import Violations

extension RecordKind {
  /// A donor, partner, authority, oversight body or committee.
  public static let organisation = RecordKind(
    "organisation", en: "Organisation", fr: "Organisation",
    "A donor, partner, authority, oversight body or committee.",
    isShared: true, days: [],
    fields: [
      Field("name", .title, .required, .everyone, "The name."),
      Field("acronym", .words, .optional, .everyone, "The short name."),
      Field(
        "organisationType", .code(CodeLists.organisationType), .optional, .everyone,
        "What it is, as IATI's number in a string."
      ).dimension(),
      Field(
        "roles", .list(.code(CodeLists.organisationRole), limit: RecordLimits.listElements), .optional, .everyone,
        "What it does in activities."
      ).textDimension(),
      Field(
        "oversightType", .code(CodeLists.oversightType), .optional, .everyone,
        "What kind of oversight it exercises."
      ).dimension(),
      Field("country", .formatted(.country), .optional, .everyone, "The country.").dimension(),
      Field(
        "regions", .list(.code(CodeLists.region), limit: RecordLimits.listElements), .optional, .everyone,
        "Where it is competent or at work."
      ).textDimension(),
      Field(
        "isSecurityActor", .boolean, .optional, .everyone, "Whether it bears arms or commands those who do."),
      Field("parent", .to("organisation"), .optional, .everyone, "The organisation that it belongs to.").dimension(),
      Field("mandate", .prose, .optional, .everyone, "What it is charged with, and by which law."),
      Field(
        "identifiers", .list(.object(.organisationIdentifier), limit: RecordLimits.listElements), .optional, .everyone,
        "Its numbers in registers."),
      Field(
        "memberOf", .list(.object(.membership), limit: RecordLimits.listElements), .optional, .everyone,
        "The bodies of which it is a member."),
      Field(
        "members", .list(.object(.member), limit: RecordLimits.listElements), .optional, .everyone,
        "The organisations that are its members, if it is a body."),
      Field(
        "memberCount", .people, .optional, .everyone, "How many members it has, where they are not all listed."),
      Field("approximate", .boolean, .optional, .everyone, "Whether that number is an estimate."),
      Field("source", .title, .optional, .everyone, "Where its members are named."),
      Field("website", .formatted(.webAddress), .optional, .everyone, "Its web site."),
    ],
    rules: [
      .different("parent", "key", .ownParent),
      .unique("identifiers", by: "scheme", "value"),
      .unique("memberOf", by: "organisation", "since"),
      .unique("members", by: "organisation", "since"),
      .notItself("memberOf", in: "organisation", .ownMember),
      .notItself("members", in: "organisation", .ownMember),
      .requires("memberCount", with: "approximate"),
    ],
    examples: [
      #"{"kind":"organisation","programme":"shared","key":"bvg","language":"fr","confidentiality":"public","note":"Vérifié au site du bureau.","name":{"fr":"Bureau du Vérificateur Général","en":"Office of the Auditor General"},"acronym":"BVG","organisationType":"10","roles":["accountable"],"oversightType":"external_audit","country":"ML","regions":["nationwide"],"isSecurityActor":false,"parent":"etat","mandate":"Contrôle externe, loi n° 2021-069.","identifiers":[{"scheme":"ML-NIF","value":"12345"}],"memberOf":[{"organisation":"aisccuf","role":"member","since":"2005","until":"2024"}],"members":[{"organisation":"etat","role":"observer","since":"2004-04","until":"2010-12-31"}],"memberCount":15,"approximate":true,"source":"Rapport annuel 2022.","website":"https://bvg-mali.org"}"#,
      #"{"kind":"organisation","programme":"shared","key":"cns-1325","confidentiality":"public","name":{"fr":"Comité national de suivi du plan 1325","en":"National Monitoring Committee of the 1325 plan"},"acronym":"CNS","organisationType":"10","country":"ML","members":[{"organisation":"mpfef","role":"chair"},{"organisation":"onu-femmes","role":"member"}],"memberCount":15,"approximate":true,"source":"Plan d’action national 2019-2023, p. 25"}"#,
    ])
}

extension ObjectType {
  static let organisationIdentifier = ObjectType([
    Field("scheme", .words, .required, .everyone, "The register, such as NL-KVK."),
    Field("value", .words, .required, .everyone, "The number there."),
  ])

  static let membership = ObjectType(membershipFields("The body."), rules: [.order("since", "until")])

  static let member = ObjectType(membershipFields("The member."), rules: [.order("since", "until")])

  private static func membershipFields(_ meaning: String) -> [Field] {
    [
      Field("organisation", .to("organisation"), .required, .everyone, meaning),
      Field("role", .code(CodeLists.membershipRole), .optional, .everyone, "What the member does in the body."),
      Field("since", .partialDate, .optional, .everyone, "The first day."),
      Field("until", .partialDate, .optional, .everyone, "The last day."),
    ]
  }
}

extension Wording {
  fileprivate static let ownMember = Wording(
    "own_member", en: "An organisation cannot be a member of itself.",
    fr: "Une organisation ne peut être membre d’elle-même.")

  fileprivate static let ownParent = Wording(
    "own_parent", en: "An organisation cannot belong to itself.",
    fr: "Une organisation ne peut relever d’elle-même.")
}
