extension Finding {
  /// Every rule between fields that the record breaks.
  public func validate() -> [Violation] {
    var violations: [Violation] = []
    if isFromDiscussion, engagement == nil {
      violations.append(
        Violation(
          path: "engagement",
          message: "A finding of origin \(origin) must name the engagement at which it came up."))
    }
    if origin == "roundtable" {
      violations += required("agreement", agreement, CodeLists.agreement)
      violations += required("attribution", attribution, CodeLists.attribution)
    }
    if let place { violations += place.validate(on: observedOn, in: "place.") }
    violations += Validation.unique(
      recommendations.map(\.key), { "recommendations[\($0)].key" }, "The same key")
    return violations
  }

  /// An audit finding needs criterion and condition before it is validated (GAO Yellow Book, ISSAI 3000); what
  /// a focus group found needs agreement and attribution.
  public func validateForReview() -> [Violation] {
    var violations: [Violation] = []
    if origin == "audit" {
      for (name, text) in [("criterion", criterion), ("condition", condition)] where text == nil {
        violations.append(
          Violation(path: name, message: "An audit finding cannot be validated without its \(name)."))
      }
    }
    if origin == "focus_group" {
      violations += required("agreement", agreement, CodeLists.agreement)
      violations += required("attribution", attribution, CodeLists.attribution)
    }
    return violations
  }

  private func required(_ name: String, _ code: String?, _ list: CodeList) -> [Violation] {
    guard code == nil else { return [] }
    return [
      Violation(
        path: name, message: "A finding of origin \(origin) needs this field.", allowed: list.codes)
    ]
  }
}
