extension Rule {
  static let classificationRules: [Rule] =
    [
      Rule("6.2.2", .error, at: "/sector", field: "sectors", { $0.located }) { activity, _ in
        activity.sectors.isEmpty && activity.transactions.allSatisfy(\.sectors.isEmpty)
      },
      Rule("6.6.2", .error, at: "/transaction/sector", field: "sectors", { $0.located }) { activity, _ in
        !activity.sectors.isEmpty && activity.transactions.contains { !$0.sectors.isEmpty }
      },
      Rule("6.7.2", .error, at: "/transaction/sector", field: "sectors", { $0.located }) { activity, _ in
        activity.sectors.isEmpty && isPartial(activity.transactions.map { !$0.sectors.isEmpty })
      },
    ]
    + shareRules("2.1", at: "/sector", field: "sectors") { activity in
      Dictionary(grouping: activity.sectors) { $0.vocabulary ?? "1" }.sorted { $0.key < $1.key }.map(\.value)
    }
    + [
      Rule("102.1.1", .warning, at: "/sector", field: "sectors", { $0.located }) { activity, _ in
        !activity.sectors.isEmpty && activity.sectors.allSatisfy { ($0.vocabulary ?? "1") != "1" }
      },
      Rule("3.7.1", .error, at: "/recipient-country", field: "regions", { $0.located }) { activity, _ in
        !activity.hasPlaces && !activity.transactions.contains(where: \.hasPlaces)
      },
      Rule("3.7.2", .error, at: "/transaction/recipient-country", field: "regions", { $0.located }) { activity, _ in
        !activity.hasPlaces && isPartial(activity.transactions.map(\.hasPlaces))
      },
      Rule("3.6.2", .error, at: "/transaction/recipient-country", field: "regions", { $0.located }) { activity, _ in
        activity.hasPlaces && activity.transactions.contains(where: \.hasPlaces)
      },
    ]
    + shareRules("3.1", at: "/recipient-country", field: "regions") { $0.regions.isEmpty ? [$0.countries] : [] }
    + shareRules("3.4", at: "/recipient-region", field: "regions") {
      $0.regions.isEmpty ? [] : [$0.countries + $0.regions]
    } + [
      Rule("6.14.1", .error, at: "/@significance", { $0.parts("policy-marker") { $0.policyMarkers } }) { marker, _ in
        marker.vocabulary == "1" && marker.significance == nil
      }
    ]

  /// Of several parts each has a share (`.1`), which add up to 100 (`.2`); one alone has none, or 100 (`.4`).
  private static func shareRules(
    _ id: String, at suffix: String, field: String, _ groups: @escaping @Sendable (Activity) -> [[Share]]
  ) -> [Rule] {
    let broken: [(String, @Sendable ([Double?]) -> Bool)] = [
      ("1", { $0.count > 1 && $0.contains(nil) }),
      ("2", { $0.count > 1 && !$0.contains(nil) && abs($0.reduce(0) { $0 + ($1 ?? 0) } - 100) > 0.0101 }),
      ("4", { $0.count == 1 && $0 != [nil] && $0 != [100] }),
    ]
    return broken.map { number, isBroken in
      Rule("\(id).\(number)", .error, at: suffix, field: field, { $0.located.filter { !groups($0.part).isEmpty } }) {
        activity, _ in groups(activity).contains { isBroken($0.map(\.percentage)) }
      }
    }
  }

  /// Whether some have it, but not all.
  private static func isPartial(_ flags: [Bool]) -> Bool { flags.contains(true) && flags.contains(false) }
}

extension Activity {
  fileprivate var hasPlaces: Bool { !countries.isEmpty || !regions.isEmpty }
}

extension Transaction {
  fileprivate var hasPlaces: Bool { !countries.isEmpty || !regions.isEmpty }
}
