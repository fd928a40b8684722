/// Rules that more than one kind has.
enum Validation {
  /// `end` must not lie before `start`.
  static func order(
    _ start: CalendarDate?, _ startName: String, _ end: CalendarDate?, _ endName: String,
    in prefix: String = ""
  ) -> [Violation] {
    guard let start, let end, end < start else { return [] }
    return [
      Violation(
        path: prefix + endName, message: "Must not lie before \(startName), \(start).", found: end.description
      )
    ]
  }

  /// No two elements may have the same name; empty names are those of elements that could not be read.
  static func unique(_ names: [String], _ path: (Int) -> String, _ what: String) -> [Violation] {
    guard names.count > 1 else { return [] }
    var first: [String: Int] = [:]
    var violations: [Violation] = []
    for (index, name) in names.enumerated() where !name.isEmpty {
      if let earlier = first[name] {
        violations.append(
          Violation(path: path(index), message: "\(what) as in element \(earlier) of the list.", found: name))
      } else {
        first[name] = index
      }
    }
    return violations
  }
}
