import Violations

extension RecordKind {
  /// One figure of an indicator, from one source.
  public static let measurement = RecordKind(
    "measurement", en: "Measurement", fr: "Mesure",
    "One value of an indicator, or the status of a node, in one period and from one source. Sources that differ are"
      + " measurements of their own and are never averaged.",
    days: [.field("periodEnd")],
    fields: subjectFields + ObjectType.measuredValueFields(numbers) + [
      Field("status", .code(CodeLists.progressStatus), .optional, .everyone, "How the node is coming along.")
        .dimension(),
      Field("approximate", .boolean, .optional, .everyone, "Whether the value is a rough one."),
      Field("incompleteCells", .boolean, .optional, .everyone, "Whether cells are missing."),
      Field(
        "cells", .list(.object(.measurementCell), limit: RecordLimits.measurementCells), .optional, .countedOnly,
        "The people counted in it, by sex, age, group and region."
      ).counted(as: "measurement_cell"),
    ] + sourceFields,
    rules: [
      .order("periodStart", "periodEnd"),
      .order("periodStart", "collectedOn"),
      .notBoth("value", "numerator"),
      .requires("node", with: "status"),
      .placeExists(on: "periodEnd"),
      .oneOf("indicator", "node"),
      .measureRequired,
      .valueFitsMeasure(),
      .requires("denominator", with: "numerator"),
      .requires("numerator", with: "denominator"),
      .positive("denominator"),
      .positive("outOf"),
      .atMost("value", "outOf"),
      .allows("currency", onlyWhen: "measure", is: "unit"),
      .requires("counts", with: "value"),
      .requires("counts", with: "numerator"),
      .requires("source", when: "counts", is: "published_people"),
      .addsUp("cells", "count", to: "value", unless: "incompleteCells").when("measure", is: "unit"),
      .addsUp("cells", "count", to: "numerator", unless: "incompleteCells"),
      .unique("cells", by: "sex", "ageBand", "group", "region"),
      .requires("source", with: "page"),
    ],
    reviewRules: [.neededSource],
    examples: [
      #"{"kind":"measurement","programme":"nap-1325","key":"2.1.b-2021-csa","language":"fr","confidentiality":"public","note":"Effectif inventé.","framework":"pan-1325-2019","node":"2.1","indicator":"2.1.b","grant":"UDF-XX-XXX-MLI","measuredBody":"csa","place":{"region":"nationwide"},"periodLabel":"2021","periodStart":"2021-01-01","periodEnd":"2021-12-31","collectedOn":"2021-11-30","measure":"percentage","counts":"published_people","numerator":9,"denominator":29,"text":"Neuf femmes au comité.","status":"on_track","approximate":true,"incompleteCells":false,"cells":[{"sex":"female","ageBand":"nd","group":"other","region":"bamako","count":9,"outOf":29}],"source":"Maliactu, novembre 2021","page":"3","url":"https://maliactu.net/","evidence":["presse-2021-11"],"method":"Liste des membres","comment":"Le rapport Pékin+25 donne environ 3 % en moyenne."}"#,
      #"{"kind":"measurement","programme":"nap-1325","key":"2.1.a-2021","language":"fr","framework":"pan-1325-2019","indicator":"2.1.a","periodStart":"2021-01-01","periodEnd":"2021-12-31","measure":"ordinal","scaleValue":1,"source":"Comités régionaux"}"#,
      #"{"kind":"measurement","programme":"nap-1325","key":"femmes-elues-2020","language":"fr","framework":"pan-1325-2019","indicator":"1.2.a","measuredBody":"assemblee-nationale","periodStart":"2020-04-19","periodEnd":"2020-04-19","measure":"unit","counts":"published_people","value":41,"source":"NDI, page sur le Mali"}"#,
      #"{"kind":"measurement","programme":"mali-context","key":"ecart-genre-2020","language":"fr","confidentiality":"public","framework":"reperes-mali","indicator":"G.1","periodStart":"2020-01-01","periodEnd":"2020-12-31","measure":"unit","counts":"other","value":139,"outOf":153,"source":"Base des plans d’action nationaux 1325"}"#,
      #"{"kind":"measurement","programme":"mali-context","key":"depenses-2019","language":"fr","confidentiality":"public","framework":"reperes-mali","indicator":"D.1","periodStart":"2019-01-01","periodEnd":"2019-12-31","measure":"unit","counts":"other","currency":"USD","value":474000000,"source":"Base des plans d’action nationaux 1325"}"#,
    ])

  /// A figure of few people may tell who they are, and beside cells of which some are hidden even a large one gives the
  /// hidden ones away. So people leave as cells, which are suppressed together, unless a source has published the figure.
  private static let numbers = Visibility.everyone.raised(to: .restricted, when: "counts", is: "people")

  private static let subjectFields: [Field] = [
    Field("framework", .to("framework"), .required, .everyone, "The framework.").dimension(),
    Field("node", .formatted(.nodeCode), .optional, .everyone, "The node, where its status is told.").dimension(),
    Field("indicator", .formatted(.nodeCode), .optional, .everyone, "The indicator.").dimension(),
    Field("grant", .words, .optional, .everyone, "The number of the grant that it belongs to.").dimension(),
    Field("measuredBody", .to("organisation"), .optional, .everyone, "The body that was measured, such as a committee.")
      .dimension(),
    Field("place", .object(.place), .optional, .everyone, "Where it was measured."),
    Field("periodLabel", .words, .optional, .everyone, "The period's name in the framework."),
    Field("periodStart", .date, .required, .everyone, "The first day.").orderable(),
    Field("periodEnd", .date, .required, .everyone, "The last day.").orderable(),
    Field("collectedOn", .date, .optional, .everyone, "The day on which the data were collected."),
    Field("measure", .code(CodeLists.indicatorMeasure), .optional, .everyone, "How it is measured.").textDimension(),
    Field("currency", .formatted(.currency), .optional, .everyone, "The currency, where the value is money."),
    Field(
      "counts", .code(CodeLists.measuredCounts), .optional, .everyone,
      "Whether it counts people; required with a number. Numbers of people are shown from restricted, below it as"
        + " `cells` alone, unless the source named has published them."
    ).textDimension(),
  ]

  private static let sourceFields: [Field] = [
    Field("source", .title, .optional, .everyone, "Where the value comes from.").textDimension(),
    Field("page", .words, .optional, .everyone, "The page there."),
    Field("url", .formatted(.webAddress), .optional, .everyone, "Its address."),
    Field(
      "evidence", .list(.to("evidence"), limit: RecordLimits.listElements), .optional, .everyone, "What proves it."),
    Field("method", .prose, .optional, .everyone, "How it was collected."),
    Field("comment", .prose, .optional, .everyone, "Remarks, such as the reason for a deviation."),
  ]
}

extension ObjectType {
  static let measurementCell = ObjectType(
    [
      Field("sex", .code(CodeLists.sex), .optional, .people(from: .public), "The sex, as stated.").dimension(),
      Field("ageBand", .code(CodeLists.ageBand), .optional, .people(from: .public), "The age band.").dimension(),
      Field("group", .code(CodeLists.stakeholderGroup), .optional, .people(from: .public), "The group.").dimension(),
      Field("region", .code(CodeLists.region), .optional, .people(from: .public), "The region.").dimension(),
      Field("count", .people, .required, .countedOnly, "The people counted.").summed("counted", countsPeople: true),
      Field("outOf", .people, .optional, .countedOnly, "The people among whom they were counted.")
        .summed("countedAmong", countsPeople: true),
    ],
    rules: [.atMost("count", "outOf")])
}

extension Rule {
  fileprivate static let measureRequired = Rule(
    "measure_required", "`measure` is required where `indicator` or a value is given.",
    fields: ["measure", "indicator", "value", "numerator", "scaleValue"],
    schema: .whole(
      .implies(
        .any(["indicator", "value", "numerator", "scaleValue"].map { .given($0) }), .given("measure")))
  ) { value, faults in
    guard value["measure"] == nil else { return }
    for field: StaticString in ["indicator", "value", "numerator", "scaleValue"] where value[field] != nil {
      faults.note(value, "measure", .neededWith("\(field)"), allowed: CodeLists.indicatorMeasure.codes)
      return
    }
  }

  /// Figures of two sources stand side by side only if each says where it comes from.
  fileprivate static let neededSource = Rule(
    "source_needed_for_review", "`source` or `evidence` is needed before review.", fields: ["source", "evidence"]
  ) { value, faults in
    if value["source"] == nil, value["evidence"] == nil { faults.note(value, "source", .sourceNeeded) }
  }
}

extension Wording {
  fileprivate static let sourceNeeded = Wording(
    "source_needed", en: "A measurement cannot be validated without `source` or `evidence`.",
    fr: "Une mesure ne peut être validée sans `source` ni `evidence`.")
}
