import Records

/// What many formats need to know, asked for in one way.
extension InputQuery {
  /// Frameworks of some types with their nodes and indicators: input `frameworks`, which ``ResultsFramework/read(_:)``
  /// takes together with ``measurements``. A framework is of no day, and one of no grant serves all of them.
  public static func frameworks(_ types: String...) -> InputQuery {
    listing(
      "frameworks", from: "framework", where: ["frameworkType": .codes(types)],
      select: [
        "frameworkType", "title", "version", "status", "grant", "description", "assumptions", "responsible",
        "validFrom",
        "validUntil", "source", "url", "funding", "nodes", "indicators", "language",
      ], orderBy: ["key"]
    ).labelled()
  }

  /// Values of indicators and statuses of nodes, by the end of their period: input `measurements`.
  public static let measurements = listing(
    "measurements", from: "measurement",
    select: [
      "framework", "node", "indicator", "measuredBody", "place", "periodLabel", "periodStart", "periodEnd", "measure",
      "currency", "counts", "value", "outOf", "numerator", "denominator", "scaleValue", "text", "status", "approximate",
      "incompleteCells",
      "source", "page", "method", "comment", "language",
    ], orderBy: ["periodEnd", "key"]
  ).labelled().traced()

  /// Risks: input `risks`.
  public static let risks = listing(
    "risks", from: "risk",
    select: [
      "title", "category", "description", "effect", "likelihood", "impact", "mitigation", "status", "identifiedOn",
      "reviewedOn", "node", "place", "language",
    ], orderBy: ["key"]
  ).labelled()

  /// Lessons: input `lessons`.
  public static let lessons = listing(
    "lessons", from: "lesson",
    select: ["title", "text", "context", "application", "theme", "learnedOn", "partner", "place", "language"],
    orderBy: ["key"]
  ).labelled()

  /// Stories of change, as far as those whom they are about agreed: input `stories`.
  public static let stories = listing(
    "stories", from: "story",
    select: [
      "title", "place", "happenedOn", "theme", "subject", "before", "action", "change", "contribution", "consentBasis",
      "language",
    ], orderBy: ["key"]
  ).labelled()

  /// Documents, pictures and press: input `evidence`.
  public static let evidence = listing(
    "evidence", from: "evidence",
    select: [
      "evidenceType", "title", "description", "takenOn", "publishedOn", "publisher", "source", "page", "url",
      "documentCategory", "language",
    ], orderBy: ["key"]
  ).labelled()

  /// Audits, studies and series of meetings: input `assignments`.
  public static let assignments = listing(
    "assignments", from: "assignment", select: ["assignmentType", "title", "startsOn", "finalReportOn", "language"],
    orderBy: ["key"]
  ).labelled()

  /// Items of action plans: input `actionItems`.
  public static let actionItems = listing(
    "actionItems", from: "action_item",
    select: [
      "group", "place", "theme", "problem", "cause", "action", "responsibleRole", "organisation", "resources",
      "indicator", "agreedOn", "dueOn", "revisedDueOn", "changeReason", "completedOn", "status", "engagement",
      "language",
    ], orderBy: ["dueOn", "key"]
  ).labelled()

  /// Milestones of grants: input `milestones`.
  public static let milestones = listing(
    "milestones", from: "milestone",
    select: [
      "number", "title", "description", "plannedOn", "revisedOn", "changeReason", "actualOn", "place", "tranche",
      "monitorRole", "monitorOrganisation", "agendaFollowed", "observations", "concerns", "verified", "verifiedOn",
      "engagements", "grant", "language",
    ], orderBy: ["key"]
  ).labelled()

  /// What bodies answered to recommendations: input `responses`.
  public static let responses = listing(
    "responses", from: "response",
    select: [
      "finding", "recommendation", "organisation", "position", "text", "actionPlan", "dueOn", "receivedOn",
      "auditorReply", "auditorReplyOn", "language",
    ], orderBy: ["key"]
  ).labelled()

  /// How far recommendations have come: input `followUps`.
  public static let followUps = listing(
    "followUps", from: "follow_up",
    select: [
      "finding", "recommendation", "asOf", "status", "progressPercent", "text", "assessedBy", "evidence", "language",
    ], orderBy: ["asOf", "key"]
  ).labelled()

  /// Recommendations with what is told of their findings: input `recommendations`, which
  /// ``FollowedRecommendation/read(_:)`` takes after ``responses`` and ``followUps``.
  public static func recommendations(where conditions: [String: QueryValue] = [:]) -> InputQuery {
    listing(
      "recommendations", from: "recommendation", where: conditions,
      select: [
        "text", "addressee", "type", "priority", "dueOn", "framework", "node", "finding", "title", "origin", "theme",
        "severity", "place", "observedOn", "language",
      ], orderBy: ["addressee", "key"]
    ).labelled()
  }
}
