extension BadExample {
  static let money: [BadExample] = [
    BadExample(
      "milestone", "changeReason_required_with_revisedOn", [.remove("changeReason")], ["changeReason"], "field_needed"),
    BadExample(
      "milestone", "verifiedOn_required_with_verified", [.remove("verifiedOn")], ["verifiedOn"], "field_needed"),
    BadExample("milestone", "actualOn_required_with_verifiedOn", [.remove("actualOn")], ["actualOn"], "field_needed"),
    BadExample(
      "milestone", "verifiedOn_not_before_actualOn", [.set("verifiedOn", #""2023-05-15""#)], ["verifiedOn"],
      "date_order"),
    BadExample(
      "milestone", "place_region_exists", [.set("actualOn", #""2022-01-01""#), .set("place.region", #""san""#)],
      ["place.region"], "division_in_force"),
    BadExample("expense", "one_of_spentOn_periodEnd", [.remove("spentOn")], ["spentOn"], "one_needed"),
    BadExample(
      "expense", "periodEnd_without_spentOn", [.set("periodEnd", #""2023-12-31""#)], ["periodEnd"], "one_only"),
    BadExample(
      "expense", "periodEnd_required_with_periodStart", [.set("periodStart", #""2023-01-01""#)], ["periodEnd"],
      "field_needed"),
    BadExample(
      "expense", "periodEnd_not_before_periodStart", example: 1, [.set("periodEnd", #""2022-12-31""#)], ["periodEnd"],
      "date_order"),
    BadExample(
      "expense", "exchangeRate_required_with_converted", [.remove("exchangeRate")], ["exchangeRate"], "field_needed"),
    BadExample(
      "expense", "converted_required_with_exchangeRate", [.remove("converted")], ["converted"], "field_needed"),
    BadExample("expense", "rateOn_required_with_exchangeRate", [.remove("rateOn")], ["rateOn"], "field_needed"),
    BadExample("expense", "exchangeRate_positive", [.set("exchangeRate", "0")], ["exchangeRate"], "number_positive"),
    BadExample(
      "expense", "converted_in_other_currency",
      [.set("converted", #"{"amount":"1800000","currency":"XOF"}"#), .set("exchangeRate", "1")], ["converted.currency"],
      "other_currency"),
    BadExample("expense", "exchange_rate_agrees", [.set("exchangeRate", "0.00167")], ["exchangeRate"], "exchange_rate"),
    BadExample("expense", "framework_required_with_node", [.remove("framework")], ["framework"], "field_needed"),
    BadExample(
      "narrative", "periodEnd_not_before_periodStart", [.set("periodEnd", #""2023-12-31""#)], ["periodEnd"],
      "date_order"),
  ]

  static let learning: [BadExample] = [
    BadExample(
      "story", "place_region_exists", [.set("happenedOn", #""2022-01-01""#), .set("place.region", #""san""#)],
      ["place.region"], "division_in_force"),
    BadExample(
      "lesson", "place_region_exists", [.set("learnedOn", #""2022-01-01""#), .set("place.region", #""san""#)],
      ["place.region"], "division_in_force"),
    BadExample(
      "risk", "reviewedOn_not_before_identifiedOn", [.set("reviewedOn", #""2023-02-01""#)], ["reviewedOn"], "date_order"
    ),
    BadExample(
      "risk", "place_region_exists", [.set("identifiedOn", #""2022-01-01""#), .set("place.region", #""san""#)],
      ["place.region"], "division_in_force"),
    BadExample("risk", "effect_required_by_status", [.remove("effect")], ["effect"], "field_needed"),
    BadExample("risk", "framework_required_with_node", [.remove("framework")], ["framework"], "field_needed"),
    BadExample("action_item", "dueOn_not_before_agreedOn", [.set("dueOn", #""2024-01-01""#)], ["dueOn"], "date_order"),
    BadExample(
      "action_item", "revisedDueOn_not_before_agreedOn", [.set("revisedDueOn", #""2024-01-01""#)], ["revisedDueOn"],
      "date_order"),
    BadExample("action_item", "dueOn_required_with_revisedDueOn", [.remove("dueOn")], ["dueOn"], "field_needed"),
    BadExample(
      "action_item", "completedOn_not_before_agreedOn", [.set("completedOn", #""2024-01-01""#)], ["completedOn"],
      "date_order"),
    BadExample(
      "action_item", "place_region_exists", [.set("agreedOn", #""2022-01-01""#), .set("place.region", #""san""#)],
      ["place.region"], "division_in_force"),
    BadExample(
      "action_item", "changeReason_required_with_revisedDueOn", [.remove("changeReason")], ["changeReason"],
      "field_needed"),
    BadExample(
      "action_item", "completedOn_required_by_status", [.remove("completedOn")], ["completedOn"], "field_needed"),
    BadExample("action_item", "framework_required_with_node", [.remove("framework")], ["framework"], "field_needed"),
  ]

  static let evidence: [BadExample] = [
    BadExample(
      "evidence", "source_required_by_evidenceType", example: 1, [.remove("source")], ["source"], "field_needed"),
    BadExample(
      "evidence", "speaker_required_by_evidenceType", example: 1, [.remove("speaker")], ["speaker"], "field_needed"),
    BadExample(
      "evidence", "statement_required_by_evidenceType", example: 1, [.remove("statement")], ["statement"],
      "field_needed"),
    BadExample(
      "evidence", "speaker_allowed_by_evidenceType", [.set("speaker", #""x""#)], ["speaker"], "field_out_of_place"),
    BadExample(
      "evidence", "speakerRole_allowed_by_evidenceType", [.set("speakerRole", #""x""#)], ["speakerRole"],
      "field_out_of_place"),
    BadExample(
      "evidence", "statement_allowed_by_evidenceType", [.set("statement", #""x""#)], ["statement"], "field_out_of_place"
    ),
    BadExample(
      "evidence", "happenedUntil_not_before_happenedOn", example: 2, [.set("happenedUntil", #""2013-01-01""#)],
      ["happenedUntil"], "date_order"),
    BadExample(
      "evidence", "happenedUntil_not_before_happenedOn", example: 2, [.set("happenedUntil", #""2014-06""#)],
      ["happenedUntil"], "date_order"),
    BadExample(
      "evidence", "happenedOn_required_by_evidenceType", example: 3, [.remove("happenedOn")], ["happenedOn"],
      "field_needed"),
    BadExample(
      "evidence", "place_region_exists", example: 2, [.set("place", #"{"region":"san"}"#)], ["place.region"],
      "division_in_force"),
    BadExample(
      "evidence", "revisionOf_differs_from_key", [.set("revisionOf", #""AUD-2025-RAPPORT""#)], ["revisionOf"],
      "own_revision"),
    BadExample("evidence", "source_required_with_page", [.remove("source")], ["source"], "field_needed"),
    BadExample("consent", "basis_is_consent", [.set("basis", #""none""#)], ["basis"], "consent_basis"),
    BadExample(
      "consent", "withdrawnOn_not_before_givenOn", [.set("withdrawnOn", #""2024-01-01""#)], ["withdrawnOn"],
      "date_order"),
    BadExample(
      "consent", "withdrawnOn_required_with_withdrawnScopes", [.remove("withdrawnOn")], ["withdrawnOn"], "field_needed"),
    BadExample(
      "consent", "withdrawnScopes_within_scopes", [.set("withdrawnScopes", #"["archive"]"#)], ["withdrawnScopes[0]"],
      "listed"),
  ]
}
