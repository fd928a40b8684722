extension Rule {
  static let resultRules: [Rule] =
    valueRules("8.8", .baseline) + valueRules("8.9", .target) + valueRules("8.10", .actual) + [
      Rule("8.11.1", .error, at: "/indicator/reference", field: "references", { $0.results }) { result, _ in
        !result.references.isEmpty && result.indicators.contains { !$0.references.isEmpty }
      }
    ]

  /// A value where it is one to count or rank (`.1`), which is a number (`.2`), and none where it is told in words (`.3`).
  private static func valueRules(_ id: String, _ kind: ActivityFile.MeasuredKind) -> [Rule] {
    [
      Rule("\(id).1", .error, at: "/@value", { $0.values(kind).filter { $0.part.indicator.hasValues } }) { part, _ in
        part.value.value?.isEmpty ?? true
      },
      Rule("\(id).2", .warning, at: "/@value", { $0.values(kind).filter { $0.part.indicator.hasValues } }) { part, _ in
        part.value.value.map { !$0.isEmpty && !isNumber($0) } ?? false
      },
      Rule("\(id).3", .warning, at: "/@value", { $0.values(kind).filter { $0.part.indicator.isQualitative } }) {
        part, _ in part.value.value != nil
      },
    ]
  }

  /// Whether a text is a decimal number of the schema: no exponent, no grouping, no "n/a".
  static func isNumber(_ text: String) -> Bool {
    let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count <= 2 && parts.contains { !$0.isEmpty }
      && parts.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  }
}

extension ActivityIndicator {
  fileprivate var hasValues: Bool { ["1", "2", "3", "4"].contains(measure) }
}
