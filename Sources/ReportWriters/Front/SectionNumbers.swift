import ReportDocument

/// The numbers that the contents give to sections, such as `2.3`.
struct SectionNumbers: Sendable {
  private var numbers: [String: String] = [:]

  /// The numbers of no section.
  init() {}

  /// The numbers of the sections in the contents. One without a number does not count.
  init(_ contents: Contents) {
    var counters: [Int] = []
    for entry in contents.entries where entry.isNumbered {
      counters = Array(counters.prefix(entry.level))
      counters += Array(repeating: 0, count: entry.level - counters.count)
      counters[entry.level - 1] += 1
      numbers[entry.identifier] = counters.map(String.init).joined(separator: ".")
    }
  }

  subscript(identifier: String) -> String? { numbers[identifier] }
}
