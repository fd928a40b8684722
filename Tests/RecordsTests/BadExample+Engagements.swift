extension BadExample {
  static let engagements: [BadExample] = [
    BadExample(
      "engagement", "endsOn_not_before_startsOn", [.set("endsOn", #""2023-05-15""#)], ["endsOn"], "date_order"),
    BadExample(
      "engagement", "durationHours_positive", [.set("durationHours", "0")], ["durationHours"], "number_positive"),
    BadExample(
      "engagement", "place_region_exists", [.set("startsOn", #""2022-01-01""#)], ["place.geoVersion"],
      "division_in_force"),
    BadExample("engagement", "framework_required_with_node", [.remove("framework")], ["framework"], "field_needed"),
    BadExample("engagement", "refused_at_most_invited", [.set("refused", "41")], ["refused"], "number_above"),
    BadExample(
      "engagement", "participation_unique",
      [.set("participation[2]", #"{"sex":"female","ageBand":"a25_35","group":"cso","count":0}"#)], ["participation[2]"],
      "list_unique"),
    BadExample(
      "engagement", "participants_unique", [.set("participants[1]", #"{"code":"F-014"}"#)], ["participants[1].code"],
      "list_unique"),
    BadExample(
      "engagement", "communities_unique", [.set("communities[1]", #"{"code":"V-03","communityType":"village"}"#)],
      ["communities[1].code"], "list_unique"),
    BadExample(
      "engagement", "participation_add_up_to_graduated", [.set("graduated", "8")], ["participation"], "cells_sum"),
    BadExample(
      "engagement", "participation_add_up_to_graduated", [.set("graduated", "10")], ["participation"], "cells_sum"),
    BadExample(
      "engagement", "graduated_at_most_participation",
      [.remove("participation[0].graduated"), .remove("participation[1].graduated"), .set("graduated", "16")],
      ["graduated"], "number_above"),
    BadExample(
      "engagement", "participation_required_with_countedBy", [.remove("participation")], ["participation"],
      "field_needed"),
    BadExample(
      "engagement", "cercle_of_region", within: "place", [.set("place.cercle", #""Kati""#)], ["place.cercle"],
      "cercle_of_region"),
    BadExample(
      "engagement", "cercle_of_region", within: "communities", [.set("communities[0].region", #""nara""#)],
      ["communities[0].cercle"], "cercle_of_region"),
    BadExample(
      "engagement", "cercle_within_region", within: "place", [.set("place.region", #""nationwide""#)],
      ["place.cercle", "place.commune"], "place_within_region"),
    BadExample(
      "engagement", "graduated_at_most_count", within: "participation",
      [.set("participation[0].graduated", "10"), .set("graduated", "14")], ["participation[0].graduated"],
      "number_above"),
    BadExample(
      "engagement", "cercle_within_region", within: "communities", [.set("communities[0].region", #""abroad""#)],
      ["communities[0].cercle"], "place_within_region"),
  ]

  static let assignments: [BadExample] = [
    BadExample(
      "assignment", "coveredUntil_not_before_coveredFrom", [.set("coveredUntil", #""2019-01-01""#)], ["coveredUntil"],
      "date_order"),
    BadExample(
      "assignment", "draftReportOn_not_before_startsOn", [.set("startsOn", #""2025-02-02""#)], ["draftReportOn"],
      "date_order"),
    BadExample(
      "assignment", "finalReportOn_not_before_startsOn",
      [.set("startsOn", #""2025-04-11""#), .remove("draftReportOn")], ["finalReportOn"], "date_order"),
    BadExample(
      "assignment", "responseDueOn_not_before_draftReportOn", [.set("responseDueOn", #""2025-01-01""#)],
      ["responseDueOn"], "date_order"),
    BadExample(
      "assignment", "responseOn_not_before_draftReportOn", [.set("responseOn", #""2025-01-01""#)], ["responseOn"],
      "date_order"),
    BadExample(
      "assignment", "finalReportOn_not_before_draftReportOn", [.set("finalReportOn", #""2025-01-15""#)],
      ["finalReportOn"], "date_order"),
    BadExample(
      "assignment", "publishedOn_not_before_finalReportOn", [.set("publishedOn", #""2025-04-09""#)], ["publishedOn"],
      "date_order"),
    BadExample(
      "assignment", "cercle_of_region", within: "actors", [.set("actors[0].region", #""kidal""#)],
      ["actors[0].cercle"], "cercle_of_region"),
    BadExample(
      "assignment", "cercle_within_region", within: "actors", [.set("actors[0].region", #""abroad""#)],
      ["actors[0].cercle"], "place_within_region"),
  ]

  static let findings: [BadExample] = [
    BadExample("finding", "engagement_required_by_origin", [.remove("engagement")], ["engagement"], "field_needed"),
    BadExample("finding", "agreement_required_by_origin", [.remove("agreement")], ["agreement"], "field_needed"),
    BadExample("finding", "attribution_required_by_origin", [.remove("attribution")], ["attribution"], "field_needed"),
    BadExample(
      "finding", "gdiEdition_required_with_gdiQuestions", [.remove("gdiEdition")], ["gdiEdition"], "field_needed"),
    BadExample(
      "finding", "place_region_exists", [.set("observedOn", #""2022-05-01""#), .set("place.region", #""san""#)],
      ["place.region"], "division_in_force"),
    BadExample(
      "finding", "recommendations_unique", [.set("recommendations[1]", #"{"key":"R1","text":"x","addressee":"cnt"}"#)],
      ["recommendations[1].key"], "list_unique"),
    BadExample(
      "finding", "framework_required_with_node", within: "recommendations", [.remove("recommendations[0].framework")],
      ["recommendations[0].framework"], "field_needed"),
    BadExample("finding", "framework_required_with_node", [.remove("framework")], ["framework"], "field_needed"),
    BadExample(
      "finding", "referredTo_required_with_referredOn", [.remove("referredTo")], ["referredTo"], "field_needed"),
    BadExample(
      "finding", "referredOn_not_before_observedOn", [.set("referredOn", #""2023-05-15""#)], ["referredOn"],
      "date_order"),
    BadExample(
      "finding", "consolidates_without_itself", [.set("consolidates[1]", #""RT-2023-TOM-01-F03""#)],
      ["consolidates[1]"], "consolidates_itself"),
    BadExample(
      "finding", "no_votes_against_consensus", [.set("agreement", #""consensus""#)], ["votes.against"],
      "consensus_votes"),
    BadExample(
      "finding", "duplicateOf_differs_from_key", [.set("duplicateOf", #""RT-2023-TOM-01-F03""#)], ["duplicateOf"],
      "own_duplicate"),
    BadExample(
      "finding", "language_required_with_translation", within: "quotes", [.remove("quotes[0].language")],
      ["quotes[0].language"], "field_needed"),
    BadExample("response", "receivedOn_required_by_position", [.remove("receivedOn")], ["receivedOn"], "field_needed"),
    BadExample("response", "text_required_by_position", [.remove("text")], ["text"], "field_needed"),
    BadExample(
      "response", "actionPlan_allowed_by_position", [.set("position", #""rejected""#)], ["actionPlan"],
      "field_out_of_place"),
    BadExample(
      "response", "auditorReply_required_with_auditorReplyOn", [.remove("auditorReply")], ["auditorReply"],
      "field_needed"),
    BadExample(
      "response", "auditorReplyOn_not_before_receivedOn", [.set("auditorReplyOn", #""2025-01-01""#)],
      ["auditorReplyOn"], "date_order"),
    BadExample("follow_up", "assessedBy_required_by_status", [.remove("assessedBy")], ["assessedBy"], "field_needed"),
    BadExample(
      "follow_up", "implemented_is_whole", [.set("progressPercent", "99")], ["progressPercent"], "implemented_whole"),
    BadExample("follow_up", "evidence_required_by_status", [.remove("evidence")], ["evidence"], "field_needed"),
  ]
}
