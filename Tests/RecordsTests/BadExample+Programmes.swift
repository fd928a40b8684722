extension BadExample {
  static let programmes: [BadExample] = [
    BadExample("programme", "key_equals_programme", [.set("key", #""x""#)], ["key"], "programme_key"),
    BadExample("programme", "endsOn_not_before_startsOn", [.set("endsOn", #""2022-12-31""#)], ["endsOn"], "date_order"),
    BadExample(
      "programme", "revisedEndsOn_not_before_startsOn",
      [.remove("revisedStartsOn"), .set("revisedEndsOn", #""2022-12-31""#)], ["revisedEndsOn"], "date_order"),
    BadExample(
      "programme", "revisedEndsOn_not_before_revisedStartsOn", [.set("revisedEndsOn", #""2023-01-31""#)],
      ["revisedEndsOn"], "date_order"),
    BadExample(
      "programme", "actualEndsOn_not_before_actualStartsOn", [.set("actualEndsOn", #""2023-02-14""#)],
      ["actualEndsOn"], "date_order"),
    BadExample("programme", "endsOn_required_with_revisedEndsOn", [.remove("endsOn")], ["endsOn"], "field_needed"),
    BadExample(
      "programme", "changeReason_required_with_revisedStartsOn", [.remove("revisedEndsOn"), .remove("changeReason")],
      ["changeReason"], "field_needed"),
    BadExample(
      "programme", "changeReason_required_with_revisedEndsOn", [.remove("revisedStartsOn"), .remove("changeReason")],
      ["changeReason"], "field_needed"),
    BadExample("programme", "sectors_add_up", [.set("sectors[0].percentage", "50")], ["sectors"], "percentages_sum"),
    BadExample("programme", "sectors_add_up", [.remove("sectors[0].percentage")], ["sectors"], "percentages_sum"),
    BadExample("programme", "sectors_unique", [.set("sectors[1].code", #""15210""#)], ["sectors[1]"], "list_unique"),
    BadExample(
      "programme", "policyMarkers_unique", [.set("policyMarkers[1].code", #""gender_equality""#)],
      ["policyMarkers[1].code"], "list_unique"),
    BadExample(
      "programme", "grants_unique", [.set("grants[1]", #"{"number":"UDF-XX-XXX-MLI","donor":"d"}"#)],
      ["grants[1].number"], "list_unique"),
    BadExample(
      "programme", "partners_unique", [.set("partners[1]", #"{"organisation":"cri-2002","role":"implementing"}"#)],
      ["partners[1]"], "list_unique"),
    BadExample(
      "programme", "partners_share_at_most_100",
      [.set("partners[1]", #"{"organisation":"benbere","role":"partner","share":60.5}"#)], ["partners"], "shares_sum"),
    BadExample(
      "programme", "budget_lines_in_currency", within: "grants",
      [
        .set("grants[0].budgetLines[1].planned.currency", #""EUR""#),
        .set("grants[0].budgetLines[1].revised.currency", #""EUR""#),
      ], ["grants[0].budgetLines[1].planned.currency"], "one_currency"),
    BadExample(
      "programme", "targets_unique", [.set("targets[1]", #"{"code":"villages","label":"x"}"#)], ["targets[1].code"],
      "list_unique"),
    BadExample(
      "programme", "changeReason_required_with_revised", within: "targets", [.remove("targets[0].changeReason")],
      ["targets[0].changeReason"], "field_needed"),
    BadExample(
      "programme", "reachedOn_required_with_reached", within: "targets", [.remove("targets[0].reachedOn")],
      ["targets[0].reachedOn"], "field_needed"),
    BadExample(
      "programme", "reached_required_with_reachedOn", within: "targets", [.remove("targets[0].reached")],
      ["targets[0].reached"], "field_needed"),
    BadExample(
      "programme", "extensionReason_required_with_extendedUntil", within: "grants",
      [.remove("grants[0].extensionReason")], ["grants[0].extensionReason"], "field_needed"),
    BadExample(
      "programme", "endsOn_not_before_startsOn", within: "grants", [.set("grants[0].endsOn", #""2022-01-01""#)],
      ["grants[0].endsOn"], "date_order"),
    BadExample(
      "programme", "endsOn_required_with_extendedUntil", within: "grants", [.remove("grants[0].endsOn")],
      ["grants[0].endsOn"], "field_needed"),
    BadExample(
      "programme", "extendedUntil_not_before_endsOn", within: "grants",
      [.set("grants[0].extendedUntil", #""2024-01-01""#)], ["grants[0].extendedUntil"], "date_order"),
    BadExample(
      "programme", "one_currency_amount_revisedAmount_received_spent", within: "grants",
      [.set("grants[0].spent.currency", #""EUR""#)], ["grants[0].spent.currency"], "one_currency"),
    BadExample(
      "programme", "changeReason_required_with_revisedAmount", within: "grants", [.remove("grants[0].changeReason")],
      ["grants[0].changeReason"], "field_needed"),
    BadExample(
      "programme", "budgetLines_unique", within: "grants",
      [.set("grants[0].budgetLines[1]", #"{"code":"1.1","label":"x","planned":{"amount":"1","currency":"USD"}}"#)],
      ["grants[0].budgetLines[1].code"], "list_unique"),
    BadExample(
      "programme", "one_currency_planned_revised", within: "grants.budgetLines",
      [.set("grants[0].budgetLines[0].revised.currency", #""EUR""#)], ["grants[0].budgetLines[0].revised.currency"],
      "one_currency"),
    BadExample(
      "programme", "changeReason_required_with_revised", within: "grants.budgetLines",
      [.remove("grants[0].budgetLines[0].changeReason")], ["grants[0].budgetLines[0].changeReason"], "field_needed"),
    BadExample(
      "programme", "periodEnd_not_before_periodStart", within: "grants.budgets",
      [.set("grants[0].budgets[0].periodEnd", #""2022-12-31""#)], ["grants[0].budgets[0].periodEnd"], "date_order"),
    BadExample(
      "programme", "period_at_most_one_year", within: "grants.budgets",
      [.set("grants[0].budgets[0].periodEnd", #""2024-01-01""#)], ["grants[0].budgets[0].periodEnd"], "period_length"),
    BadExample(
      "programme", "one_of_report_label", within: "grants.reports",
      [.remove("grants[0].reports[0].report"), .remove("grants[0].reports[0].label")], ["grants[0].reports[0].report"],
      "one_needed"),
    BadExample(
      "programme", "periodEnd_not_before_periodStart", within: "grants.reports",
      [.set("grants[0].reports[0].periodEnd", #""2022-12-31""#)], ["grants[0].reports[0].periodEnd"], "date_order"),
  ]

  static let organisations: [BadExample] = [
    BadExample("organisation", "parent_differs_from_key", [.set("parent", #""bvg""#)], ["parent"], "own_parent"),
    BadExample(
      "organisation", "identifiers_unique", [.set("identifiers[1]", #"{"scheme":"ML-NIF","value":"12345"}"#)],
      ["identifiers[1]"], "list_unique"),
    BadExample(
      "organisation", "memberOf_unique", [.set("memberOf[1]", #"{"organisation":"aisccuf","since":"2005"}"#)],
      ["memberOf[1]"], "list_unique"),
    BadExample(
      "organisation", "members_unique", [.set("members[1]", #"{"organisation":"etat","since":"2004-04"}"#)],
      ["members[1]"], "list_unique"),
    BadExample(
      "organisation", "memberOf_without_itself", [.set("memberOf[0].organisation", #""bvg""#)],
      ["memberOf[0].organisation"], "own_member"),
    BadExample(
      "organisation", "members_without_itself", [.set("members[0].organisation", #""bvg""#)],
      ["members[0].organisation"], "own_member"),
    BadExample(
      "organisation", "memberCount_required_with_approximate", [.remove("memberCount")], ["memberCount"], "field_needed"
    ),
    BadExample(
      "organisation", "until_not_before_since", within: "memberOf", [.set("memberOf[0].until", #""2004-12-31""#)],
      ["memberOf[0].until"], "date_order"),
    BadExample(
      "organisation", "until_not_before_since", within: "members", [.set("members[0].until", #""2004-03-31""#)],
      ["members[0].until"], "date_order"),
  ]
}
