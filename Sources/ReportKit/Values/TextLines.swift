public import ReportDocument

extension [String] {
  /// One under the other, numbered where there are several; nil without any.
  public var numberedLines: String? {
    guard count > 1 else { return first }
    return enumerated().map { "\($0.offset + 1). \($0.element)" }.joined(separator: "\n")
  }

  /// Each once, at its first place.
  public var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}

extension InlineValue {
  /// Texts one under the other; missing without any.
  public static func lines(_ texts: [String]) -> InlineValue {
    texts.isEmpty ? .missing : .text(texts.joined(separator: "\n"))
  }
}

extension [Int] {
  /// `1–3, 7`: numbers that the report has given, each run as its ends. What one cell can hold and somebody still reads.
  public var ranges: String {
    var ranges: [(first: Int, last: Int)] = []
    for number in sorted() {
      if let last = ranges.last, last.last + 1 == number {
        ranges[ranges.count - 1].last = number
      } else {
        ranges.append((number, number))
      }
    }
    let most = 1_000
    let shown = ranges.prefix(most).map { $0.first == $0.last ? "\($0.first)" : "\($0.first)–\($0.last)" }
    return (shown + (ranges.count > most ? ["…"] : [])).joined(separator: ", ")
  }
}
