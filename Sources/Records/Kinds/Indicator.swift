import Violations

extension ObjectType {
  /// What a node of a framework is measured by: the fields of a performance indicator reference sheet.
  static let indicator = ObjectType(
    indicatorMeaning + indicatorMethod + [
      Field("baseline", .object(.baseline), .optional, .everyone, "The value before."),
      Field(
        "periods", .list(.object(.indicatorPeriod), limit: RecordLimits.listElements), .optional, .everyone,
        "What is to be reached, period by period."),
      Field(
        "changes", .list(.object(.indicatorChange), limit: RecordLimits.listElements), .optional, .everyone,
        "What was changed about the indicator."
      ).dated(by: "changedOn"),
    ],
    rules: [
      .requires("unit", when: "measure", is: "unit"),
      .requires("scale", when: "measure", is: "nominal", "ordinal"),
      .allows("scale", onlyWhen: "measure", is: "nominal", "ordinal"),
      .allows("numeratorLabel", onlyWhen: "measure", is: "percentage"),
      .requires("denominatorLabel", with: "numeratorLabel"),
      .allows("currency", onlyWhen: "measure", is: "unit"),
      .unique("scale", by: "value"),
      .unique("periods", by: "label"),
      .valueFitsMeasure("baseline"),
      .valuesOnScale,
      .qualitativeTargetsInWords,
    ])

  private static let indicatorMeaning: [Field] = [
    Field("code", .formatted(.nodeCode), .required, .everyone, "Its code; unique within the framework.").dimension(),
    Field("node", .formatted(.nodeCode), .required, .everyone, "The code of the node that it measures.").dimension(),
    Field("title", .title, .required, .everyone, "What is measured."),
    Field("definition", .prose, .optional, .everyone, "What the words mean exactly."),
    Field("rationale", .prose, .optional, .everyone, "Why it is measured, and why the targets are what they are."),
    Field("measure", .code(CodeLists.indicatorMeasure), .required, .everyone, "How it is measured.").dimension(),
    Field("unit", .title, .optional, .everyone, "What is counted; required for unit."),
    Field("currency", .formatted(.currency), .optional, .everyone, "The currency, where the unit is money."),
    Field("counts", .code(CodeLists.measuredCounts), .optional, .everyone, "Whether it counts people."),
    Field("direction", .code(CodeLists.indicatorDirection), .optional, .everyone, "Which way it should move."),
    Field(
      "aggregation", .code(CodeLists.aggregation), .optional, .everyone, "How several periods become one figure."),
    Field("numeratorLabel", .title, .optional, .everyone, "What the numerator of a percentage counts."),
    Field("denominatorLabel", .title, .optional, .everyone, "What its denominator counts."),
    Field(
      "scale", .list(.object(.scaleStep), limit: RecordLimits.listElements), .optional, .everyone,
      "The values of a nominal or ordinal scale with their names."),
    Field(
      "dimensions", .list(.code(CodeLists.indicatorDimension), limit: RecordLimits.listElements), .optional, .everyone,
      "What it is broken down by."),
  ]

  private static let indicatorMethod: [Field] = [
    Field("frequency", .code(CodeLists.frequency), .optional, .everyone, "How often it is measured."),
    Field("method", .prose, .optional, .everyone, "How it is measured and reckoned."),
    Field("dataSource", .prose, .optional, .everyone, "Where the data come from."),
    Field("responsibleRole", .words, .optional, .from(.internal), "Who measures it, by role."),
    Field("dataLimitations", .prose, .optional, .everyone, "What it cannot tell."),
    Field(
      "dataQualityAssessments", .list(.date, limit: RecordLimits.listElements), .optional, .everyone,
      "The days on which the data's quality was assessed."),
    Field(
      "references", .list(.object(.indicatorReference), limit: RecordLimits.listElements), .optional, .everyone,
      "The same indicator in lists of others."),
    Field(
      "unscr1325Indicators", .list(.code(CodeLists.unscr1325Indicator), limit: RecordLimits.listElements), .optional,
      .everyone, "The indicators of S/2010/498 that it speaks to."
    ).textDimension(),
    Field(
      "contributesTo", .list(.object(.indicatorLink), limit: RecordLimits.listElements), .optional, .everyone,
      "The indicators of other frameworks that it adds to."),
    Field("publishToIati", .boolean, .optional, .everyone, "Whether it is published to IATI."),
    Field(
      "aggregationStatus", .boolean, .optional, .everyone, "Whether its figures may be added to those of others (IATI)."
    ),
  ]

  static let scaleStep = ObjectType([
    Field("value", .integer(RecordLimits.scaleValues), .required, .everyone, "The value."),
    Field("label", .title, .required, .everyone, "Its name."),
  ])

  static let baseline = ObjectType(
    measuredValueFields(.everyone) + [
      Field("year", .integer(CalendarDate.years), .required, .everyone, "The year."),
      Field("date", .date, .optional, .everyone, "The day, where it is known."),
      Field("source", .title, .optional, .everyone, "Where it comes from."),
      Field("page", .words, .optional, .everyone, "The page there."),
    ],
    rules: [
      .requires("denominator", with: "numerator"), .requires("numerator", with: "denominator"),
      .positive("denominator"), .positive("outOf"), .atMost("value", "outOf"), .requires("source", with: "page"),
      .yearOfDay,
    ])

  static let indicatorPeriod = ObjectType(
    [
      Field("label", .words, .required, .everyone, "The period's name, such as T1 2024; unique within the indicator."),
      Field("periodStart", .date, .required, .everyone, "The first day."),
      Field("periodEnd", .date, .required, .everyone, "The last day."),
      Field("target", .measured, .optional, .everyone, "The number to reach; on a scale, its value."),
      Field("targetText", .prose, .optional, .everyone, "What is to be reached, in words."),
      Field("revisedTarget", .measured, .optional, .everyone, "The number to reach since a change."),
      Field("changeReason", .prose, .optional, .everyone, "Why it was changed."),
      Field("comment", .prose, .optional, .everyone, "Remarks."),
      Field("locked", .boolean, .optional, .everyone, "Whether the period's measurements are closed."),
    ],
    rules: [
      .order("periodStart", "periodEnd"), .requires("changeReason", with: "revisedTarget"),
      .requires("target", with: "revisedTarget"),
    ])

  static let indicatorReference = ObjectType([
    Field("vocabulary", .code(CodeLists.indicatorVocabulary), .required, .everyone, "The list."),
    Field("code", .words, .required, .everyone, "The code there, such as 16.4.2."),
    Field("url", .formatted(.webAddress), .optional, .everyone, "The list's address."),
  ])

  static let indicatorLink = ObjectType([
    Field("framework", .to("framework"), .required, .everyone, "The other framework."),
    Field("indicator", .formatted(.nodeCode), .required, .everyone, "The indicator's code there."),
  ])

  static let indicatorChange = ObjectType([
    Field("changedOn", .date, .required, .everyone, "The day."),
    Field("change", .prose, .required, .everyone, "What was changed."),
    Field("reason", .prose, .required, .everyone, "Why."),
  ])

  /// The forms that a measured value may have, which ``Rule/valueFitsMeasure(_:)`` chooses from.
  ///
  /// - Parameter numbers: who may see what may count people.
  static func measuredValueFields(_ numbers: Visibility) -> [Field] {
    [
      Field("value", .measured, .optional, numbers, "The number, for a unit or a percentage."),
      Field(
        "outOf", .measured, .optional, numbers, "The whole of which a unit is a part, or the last place of a rank."),
      Field("numerator", .measured, .optional, numbers, "The numerator of a percentage: the part."),
      Field("denominator", .measured, .optional, numbers, "Its denominator: the whole."),
      Field(
        "scaleValue", .integer(RecordLimits.scaleValues), .optional, .everyone,
        "The value on a nominal or ordinal scale."),
      Field("text", .prose, .optional, numbers, "What was found, in words."),
    ]
  }
}

extension FieldType {
  /// What an indicator may measure.
  static let measured = FieldType.number(-RecordLimits.measuredValue...RecordLimits.measuredValue)
}

extension Rule {
  fileprivate static let yearOfDay = Rule(
    "year_of_date", "`year` is that of `date`.", fields: ["year", "date"], given: ["year", "date"]
  ) { value, faults in
    guard let year = value["year"]?.integer, let day = value["date"]?.date, day.year != year else { return }
    faults.note(value, "year", .otherYear(day.description), found: "\(year)", suggestion: "\(day.year)")
  }

  fileprivate static let valuesOnScale = Rule(
    "values_on_scale", "`scaleValue` of `baseline` and the targets of `periods` are values of `scale`.",
    fields: ["baseline", "periods", "scale"], given: ["scale"]
  ) { value, faults in
    guard let scale = value["scale"] else { return }
    let steps = scale.elements.compactMap { $0["value"]?.number }
    func check(_ holder: RecordValue, _ field: StaticString) {
      guard let found = holder[field], let number = found.number, !steps.contains(number) else { return }
      faults.note(
        holder, "\(field)", .offScale, found: found.string, allowed: steps.map { FieldType.plain($0) })
    }
    if let baseline = value["baseline"] { check(baseline, "scaleValue") }
    for period in value["periods"]?.elements ?? [] {
      check(period, "target")
      check(period, "revisedTarget")
    }
  }

  /// IATI takes no number where the measure is qualitative (rule 8.9.3).
  fileprivate static let qualitativeTargetsInWords = Rule(
    "qualitative_targets_in_words", "Where `measure` is `qualitative`, `periods` have `targetText` and no `target`.",
    fields: ["periods", "measure"], given: ["periods", "measure"]
  ) { value, faults in
    guard value["measure"]?.equals("qualitative") == true else { return }
    for period in value["periods"]?.elements ?? [] {
      guard let found = period["target"] else { continue }
      faults.note(period, "target", .targetInWords, found: found.string)
    }
  }
}

extension Wording {
  fileprivate static func otherYear(_ day: String) -> Wording {
    Wording("year_of_date", en: "Must be the year of date, \(day).", fr: "Doit être l’année de date, \(day).")
  }

  fileprivate static let offScale = Wording(
    "on_scale", en: "Must be a value of the indicator's scale.",
    fr: "Doit être une valeur de l’échelle de l’indicateur.")

  fileprivate static let targetInWords = Wording(
    "target_in_words", en: "A qualitative target is said in words, in targetText.",
    fr: "Une cible qualitative se dit en mots, dans targetText.")
}
