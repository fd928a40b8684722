extension KindCatalogue {
  /// Every kind of `kurukan.v1`, in the order in which documentation shows them.
  public static let standard = KindCatalogue([
    .programme, .organisation, .framework, .engagement, .assignment, .finding, .response, .followUp, .measurement,
    .milestone, .expense, .narrative, .story, .lesson, .risk, .actionItem, .evidence, .consent,
  ])
}
