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
