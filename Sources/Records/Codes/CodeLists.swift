/// Every code list there is. The lists themselves stand in extensions of this type, by subject.
public enum CodeLists {
  /// All lists, in the order in which documentation shows them.
  public static let all: [CodeList] = [
    origin, engagementType, theme, programmeArea, severity, priority, agreement, attribution, consentBasis,
    stakeholderGroup, sex, ageBand, youth, level, recommendationType, auditCategory, auditMethod,
    irregularityType,
    evaluationCriterion, gdiArea, gdiBand, engagementFormat, actorFamily, countedBy, reviewStatus,
    responsePosition, followUpStatus, progressStatus, activityStatus, organisationType, oversightType,
    partnerRole,
    arrangement, targetUnit, napPillar, confidentiality, withholdReason, language, region, gdiEdition,
    restitutionForm, electoralPhase, recording, communityType, membershipRole, frameworkType, frameworkStatus,
    instrumentLevel, nodeLevel, frequency, indicatorMeasure, indicatorDirection, aggregation, indicatorDimension,
    measuredCounts,
    indicatorVocabulary, unscr1325Indicator, transactionType, budgetCategory, organisationRole, resultType,
    sectorVocabulary, policyMarker, policySignificance, documentCategory, assignmentType, auditStandard, actorRole,
    actorStance, riskCategory, riskRating, riskStatus, evidenceType, consentScope,
  ]

  /// The list of a name.
  public static func named(_ name: String) -> CodeList? { all.first { $0.name == name } }
}
