extension BadExample {
  static let frameworks: [BadExample] = [
    BadExample(
      "framework", "validUntil_not_before_validFrom", [.set("validUntil", #""2018-12""#)], ["validUntil"],
      "date_order"),
    BadExample(
      "framework", "ratifiedOn_not_before_adoptedOn", [.set("ratifiedOn", #""2019-07-02""#)], ["ratifiedOn"],
      "date_order"),
    BadExample(
      "framework", "instrumentLevel_required_by_frameworkType", example: 1, [.remove("instrumentLevel")],
      ["instrumentLevel"], "field_needed"),
    BadExample(
      "framework", "replaces_differs_from_key", [.set("replaces", #""pan-1325-2019""#)], ["replaces"], "own_successor"),
    BadExample(
      "framework", "nodes_unique",
      [.set("nodes[2]", #"{"code":"2.1","parent":"2","level":"activity","statement":"x"}"#)], ["nodes[2].code"],
      "list_unique"),
    BadExample("framework", "nodes_parent_exists", [.set("nodes[1].parent", #""9""#)], ["nodes[1].parent"], "listed"),
    BadExample(
      "framework", "nodes_without_circle", [.set("nodes[0].parent", #""2.1""#)],
      ["nodes[0].parent", "nodes[1].parent"], "no_circle"),
    BadExample(
      "framework", "nodes_without_circle", [.set("nodes[0].parent", #""2""#)], ["nodes[0].parent"], "no_circle"),
    BadExample(
      "framework", "indicators_unique", [.set("indicators[1].code", #""2.1.a""#)], ["indicators[1].code"], "list_unique"
    ),
    BadExample(
      "framework", "indicators_node_exists", [.set("indicators[1].node", #""9""#)], ["indicators[1].node"], "listed"),
    BadExample(
      "framework", "one_currency_planned_mobilised_spent", within: "funding",
      [.set("funding[0].spent.currency", #""EUR""#)], ["funding[0].spent.currency"], "one_currency"),
    BadExample(
      "framework", "one_of_planned_mobilised_spent", within: "funding",
      [.remove("funding[0].planned"), .remove("funding[0].mobilised"), .remove("funding[0].spent")],
      ["funding[0].planned"], "one_needed"),
    BadExample(
      "framework", "plannedEnd_not_before_plannedStart", within: "nodes",
      [.set("nodes[1].plannedEnd", #""2018-01-01""#)], ["nodes[1].plannedEnd"], "date_order"),
    BadExample(
      "framework", "revisedEnd_not_before_plannedStart", within: "nodes",
      [.remove("nodes[1].revisedStart"), .set("nodes[1].revisedEnd", #""2018-12-31""#)], ["nodes[1].revisedEnd"],
      "date_order"),
    BadExample(
      "framework", "revisedEnd_not_before_revisedStart", within: "nodes",
      [.set("nodes[1].revisedEnd", #""2019-02-28""#)], ["nodes[1].revisedEnd"], "date_order"),
    BadExample(
      "framework", "actualEnd_not_before_actualStart", within: "nodes", [.set("nodes[1].actualEnd", #""2019-03-31""#)],
      ["nodes[1].actualEnd"], "date_order"),
    BadExample(
      "framework", "plannedStart_required_with_revisedStart", within: "nodes", [.remove("nodes[1].plannedStart")],
      ["nodes[1].plannedStart"], "field_needed"),
    BadExample(
      "framework", "changeReason_required_with_revisedStart", within: "nodes",
      [.remove("nodes[1].revisedEnd"), .remove("nodes[1].changeReason")], ["nodes[1].changeReason"], "field_needed"),
    BadExample(
      "framework", "source_required_with_page", within: "nodes", [.remove("nodes[1].source")], ["nodes[1].source"],
      "field_needed"),
    BadExample(
      "framework", "plannedEnd_required_with_revisedEnd", within: "nodes", [.remove("nodes[1].plannedEnd")],
      ["nodes[1].plannedEnd"], "field_needed"),
    BadExample(
      "framework", "status_required_with_statusOn", within: "nodes", [.remove("nodes[1].status")],
      ["nodes[1].status"], "field_needed"),
    BadExample(
      "framework", "changeReason_required_with_revisedEnd", within: "nodes",
      [.remove("nodes[1].revisedStart"), .remove("nodes[1].changeReason")], ["nodes[1].changeReason"], "field_needed"),
    BadExample(
      "framework", "actualEnd_required_by_status", within: "nodes",
      [.set("nodes[1].status", #""completed""#), .remove("nodes[1].actualEnd")], ["nodes[1].actualEnd"], "field_needed"),
  ]

  static let indicators: [BadExample] = [
    BadExample(
      "framework", "unit_required_by_measure", within: "indicators", [.remove("indicators[2].unit")],
      ["indicators[2].unit"], "field_needed"),
    BadExample(
      "framework", "scale_required_by_measure", within: "indicators", [.remove("indicators[0].scale")],
      ["indicators[0].scale"], "field_needed"),
    BadExample(
      "framework", "scale_allowed_by_measure", within: "indicators",
      [.set("indicators[2].scale", #"[{"value":1,"label":"x"}]"#)], ["indicators[2].scale"], "field_out_of_place"),
    BadExample(
      "framework", "numeratorLabel_allowed_by_measure", within: "indicators",
      [.set("indicators[2].numeratorLabel", #""x""#), .set("indicators[2].denominatorLabel", #""y""#)],
      ["indicators[2].numeratorLabel"], "field_out_of_place"),
    BadExample(
      "framework", "denominatorLabel_required_with_numeratorLabel", within: "indicators",
      [.remove("indicators[1].denominatorLabel")], ["indicators[1].denominatorLabel"], "field_needed"),
    BadExample(
      "framework", "currency_allowed_by_measure", within: "indicators", [.set("indicators[1].currency", #""XOF""#)],
      ["indicators[1].currency"], "field_out_of_place"),
    BadExample(
      "framework", "outOf_positive", within: "indicators.baseline", [.set("indicators[2].baseline.outOf", "0")],
      ["indicators[2].baseline.outOf"], "number_positive"),
    BadExample(
      "framework", "value_at_most_outOf", within: "indicators.baseline",
      [.set("indicators[2].baseline.value", "400.5")], ["indicators[2].baseline.value"], "number_above"),
    BadExample(
      "framework", "scale_unique", within: "indicators",
      [.set("indicators[0].scale[2]", #"{"value":0,"label":"x"}"#)], ["indicators[0].scale[2].value"], "list_unique"),
    BadExample(
      "framework", "periods_unique", within: "indicators", [.set("indicators[0].periods[1].label", #""2020""#)],
      ["indicators[0].periods[1].label"], "list_unique"),
    BadExample(
      "framework", "value_fits_measure", within: "indicators", [.remove("indicators[2].baseline.value")],
      ["indicators[2].baseline.value"], "value_form"),
    BadExample(
      "framework", "value_fits_measure", within: "indicators", [.set("indicators[3].baseline.value", "7")],
      ["indicators[3].baseline.value"], "value_form"),
    BadExample(
      "framework", "values_on_scale", within: "indicators",
      [
        .set("indicators[0].baseline.scaleValue", "9"), .set("indicators[0].periods[0].target", "0.5"),
        .set("indicators[0].periods[1].revisedTarget", "-1"),
      ],
      [
        "indicators[0].baseline.scaleValue", "indicators[0].periods[0].target",
        "indicators[0].periods[1].revisedTarget",
      ], "on_scale"),
    BadExample(
      "framework", "qualitative_targets_in_words", within: "indicators",
      [
        .set(
          "indicators[3].periods",
          #"[{"label":"2021","periodStart":"2021-01-01","periodEnd":"2021-12-31","target":1}]"#)
      ], ["indicators[3].periods[0].target"], "target_in_words"),
    BadExample(
      "framework", "denominator_required_with_numerator", within: "indicators.baseline",
      [.remove("indicators[1].baseline.denominator")], ["indicators[1].baseline.denominator"], "field_needed"),
    BadExample(
      "framework", "numerator_required_with_denominator", within: "indicators.baseline",
      [.remove("indicators[1].baseline.numerator"), .set("indicators[1].baseline.value", "15")],
      ["indicators[1].baseline.numerator"], "field_needed"),
    BadExample(
      "framework", "denominator_positive", within: "indicators.baseline",
      [.set("indicators[1].baseline.denominator", "0")], ["indicators[1].baseline.denominator"], "number_positive"),
    BadExample(
      "framework", "source_required_with_page", within: "indicators.baseline",
      [.remove("indicators[0].baseline.source")], ["indicators[0].baseline.source"], "field_needed"),
    BadExample(
      "framework", "year_of_date", within: "indicators.baseline", [.set("indicators[0].baseline.year", "2018")],
      ["indicators[0].baseline.year"], "year_of_date"),
    BadExample(
      "framework", "periodEnd_not_before_periodStart", within: "indicators.periods",
      [.set("indicators[0].periods[0].periodEnd", #""2019-12-31""#)], ["indicators[0].periods[0].periodEnd"],
      "date_order"),
    BadExample(
      "framework", "changeReason_required_with_revisedTarget", within: "indicators.periods",
      [.remove("indicators[0].periods[1].changeReason")], ["indicators[0].periods[1].changeReason"], "field_needed"),
    BadExample(
      "framework", "target_required_with_revisedTarget", within: "indicators.periods",
      [.remove("indicators[0].periods[1].target")], ["indicators[0].periods[1].target"], "field_needed"),
  ]

  static let measurements: [BadExample] = [
    BadExample(
      "measurement", "periodEnd_not_before_periodStart", [.set("periodEnd", #""2020-12-31""#)], ["periodEnd"],
      "date_order"),
    BadExample(
      "measurement", "place_region_exists", [.set("place", #"{"region":"san"}"#)], ["place.region"], "division_in_force"
    ),
    BadExample(
      "measurement", "one_of_indicator_node", [.remove("indicator"), .remove("node"), .remove("status")], ["indicator"],
      "one_needed"),
    BadExample("measurement", "measure_required", [.remove("measure")], ["measure"], "field_needed"),
    BadExample(
      "measurement", "measure_required", [.remove("measure"), .remove("indicator")], ["measure"], "field_needed"),
    BadExample(
      "measurement", "value_fits_measure", [.remove("numerator"), .remove("denominator")], ["value"], "value_form"),
    BadExample(
      "measurement", "value_fits_measure", example: 1,
      [.set("value", "1"), .set("counts", #""other""#), .set("measure", #""nominal""#)], ["value"],
      "value_form"),
    BadExample(
      "measurement", "denominator_required_with_numerator", [.remove("denominator")], ["denominator"], "field_needed"),
    BadExample(
      "measurement", "collectedOn_not_before_periodStart", [.set("collectedOn", #""2020-12-31""#)], ["collectedOn"],
      "date_order"),
    BadExample("measurement", "value_without_numerator", [.set("value", "31")], ["value"], "one_only"),
    BadExample("measurement", "node_required_with_status", [.remove("node")], ["node"], "field_needed"),
    BadExample(
      "measurement", "numerator_required_with_denominator", [.remove("numerator"), .set("value", "31")], ["numerator"],
      "field_needed"),
    BadExample(
      "measurement", "outOf_positive", example: 3, [.set("outOf", "-1"), .set("value", "-2")], ["outOf"],
      "number_positive"),
    BadExample("measurement", "value_at_most_outOf", example: 3, [.set("value", "154")], ["value"], "number_above"),
    BadExample(
      "measurement", "value_fits_measure", [.set("outOf", "5")], ["outOf"], "value_form"),
    BadExample(
      "measurement", "currency_allowed_by_measure", [.set("currency", #""XOF""#)], ["currency"], "field_out_of_place"),
    BadExample(
      "measurement", "counts_required_with_value", example: 2, [.remove("counts")], ["counts"], "field_needed"),
    BadExample("measurement", "counts_required_with_numerator", [.remove("counts")], ["counts"], "field_needed"),
    BadExample(
      "measurement", "source_required_by_counts", example: 2, [.remove("source")], ["source"], "field_needed"),
    BadExample("measurement", "denominator_positive", [.set("denominator", "0")], ["denominator"], "number_positive"),
    BadExample(
      "measurement", "cells_add_up_to_value", example: 2, [.set("cells", #"[{"sex":"female","count":40}]"#)], ["cells"],
      "cells_sum"),
    BadExample(
      "measurement", "cells_add_up_to_value", example: 2,
      [.set("cells", #"[{"sex":"female","count":42}]"#), .set("incompleteCells", "true")], ["cells"], "cells_sum"),
    BadExample("measurement", "cells_add_up_to_numerator", [.set("numerator", "8")], ["cells"], "cells_sum"),
    BadExample(
      "measurement", "cells_unique",
      [.set("cells[1]", #"{"sex":"female","ageBand":"nd","group":"other","region":"bamako","count":0}"#)], ["cells[1]"],
      "list_unique"),
    BadExample(
      "measurement", "source_required_with_page", [.remove("source"), .set("counts", #""people""#)], ["source"],
      "field_needed"),
    BadExample(
      "measurement", "count_at_most_outOf", within: "cells", [.set("cells[0].outOf", "5")], ["cells[0].count"],
      "number_above"),
  ]
}
