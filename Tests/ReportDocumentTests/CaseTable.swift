/// Tables of cases that people can read: one case a line, `what was typed => what is printed`, `_` for U+00A0, `~` for U+202F
/// and `↵` for a line break. A line of one text stays as it is; `#` begins a remark.
enum CaseTable {
  struct Line: CustomStringConvertible, Sendable {
    let typed: String
    let expected: String
    var description: String { "\(shown(typed)) => \(expected)" }
  }

  static func lines(of table: String) -> [Line] {
    table.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let sides = line.components(separatedBy: " => ")
      return Line(typed: typed(sides[0]), expected: sides[sides.count - 1].replacing("↵", with: "\n"))
    }
  }

  /// No-break spaces made visible.
  static func shown(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\u{202F}" ? "~" : $0 == "\u{A0}" ? "_" : $0 }))
  }

  private static func typed(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar in
      scalar == "~" ? "\u{202F}" : scalar == "_" ? "\u{A0}" : scalar == "↵" ? "\n" : scalar
    }
    return String(String.UnicodeScalarView(scalars))
  }
}

extension Substring {
  fileprivate func components(separatedBy mark: String) -> [String] {
    guard let range = firstRange(of: mark) else { return [String(self)] }
    return [String(self[..<range.lowerBound]), String(self[range.upperBound...])]
  }
}
