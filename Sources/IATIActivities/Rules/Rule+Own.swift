extension Rule {
  /// What the schema asks for and no rule of the standard's says, and what keeps a reader from adding up wrongly.
  static let ownRules: [Rule] = [
    Rule("K1", .error, at: "/iati-identifier", field: "iatiIdentifier", { $0.located }) { activity, _ in
      activity.identifier.isEmpty
    },
    Rule("K2", .error, at: "/@ref", field: "identifiers", { $0.reporters }) { reporter, _ in
      reporter.ref?.isEmpty ?? true
    },
    Rule("K3", .error, at: "/@type", field: "organisationType", { $0.reporters }) { reporter, _ in
      reporter.type == nil
    },
    Rule("K4", .error, at: "/description", field: "description", { $0.located }) { activity, _ in
      activity.descriptions.isEmpty
    },
    Rule("K5", .error, at: "/participating-org", field: "partners", { $0.located }) { activity, _ in
      activity.participants.isEmpty
    },
    Rule("K6", .error, at: "/activity-status", field: "status", { $0.located }) { activity, _ in
      activity.status == nil
    },
    Rule("K7", .error, at: "/iati-identifier", field: "iatiIdentifier", { $0.located }) { activity, file in
      file.activities.filter { $0.identifier == activity.identifier }.count > 1
    },
    Rule("K8", .error, at: "/indicator", { $0.results }) { result, _ in result.indicators.isEmpty },
    Rule("K9", .error, at: "/title", { $0.results }) { result, _ in
      !hasText(result.title) || result.indicators.contains { !hasText($0.title) }
    },
    Rule("K10", .error, at: "/location", { $0.placedResults }) { placed, _ in
      placed.result.locations.contains { !placed.declared.contains($0) }
    },
    Rule("K11", .error, { $0.parts("document-link") { $0.documents } }) { document, _ in
      document.url.isEmpty || document.format.isEmpty || document.categories.isEmpty || !hasText(document.title)
    },
    Rule("K12", .warning, { $0.periods }) { period, _ in period.targets.isEmpty && period.actuals.isEmpty },
    Rule("K13", .warning, at: "/actual", { $0.periods }) { period, _ in
      period.actuals.filter { $0.dimensions.isEmpty && $0.locations.isEmpty }.count > 1
    },
    Rule("K14", .warning, at: "/activity-status", field: "status", { $0.located }) { activity, file in
      activity.status == "2" && activity.day("3").map { $0 < file.today } ?? false
    },
  ]
}

extension ActivityFile {
  /// Results beside the locations that their activity declares.
  fileprivate var placedResults: [Located<(result: ActivityResult, declared: Set<String>)>] {
    located.flatMap { activity in
      let declared = Set(activity.part.locations.map(\.ref))
      return activity.parts("result") { $0.results }.map {
        Located<(result: ActivityResult, declared: Set<String>)>(
          part: ($0.part, declared), path: $0.path, record: $0.record)
      }
    }
  }
}

extension ActivityResult {
  /// The locations that its values refer to.
  fileprivate var locations: [String] {
    indicators.flatMap { indicator in
      (indicator.baseline?.locations ?? [])
        + indicator.periods.flatMap { ($0.targets + $0.actuals).flatMap(\.locations) }
    }
  }
}
