/// Holds headings to their levels and to the contents.
struct HeadingOrder: Sendable {
  private var level = 0
  private var expected: [ContentsEntry] = []
  private var expectedIdentifiers: Set<String> = []
  private var next = 0

  mutating func expect(_ contents: Contents) throws(DocumentError) {
    var level = 0
    for (index, entry) in contents.entries.enumerated() {
      guard entry.level <= level + 1 else {
        throw DocumentError(
          .headingLevel, "An entry of level \(entry.level) follows one of level \(level).",
          path: "entries[\(index)].level")
      }
      level = entry.level
      guard expectedIdentifiers.insert(entry.identifier).inserted else {
        throw DocumentError(
          .duplicateIdentifier, "The id \(entry.identifier) stands twice.", path: "entries[\(index)].id")
      }
    }
    expected = contents.entries
  }

  mutating func accept(_ heading: Heading) throws(DocumentError) {
    guard heading.level >= 1, heading.level <= level + 1 else {
      throw DocumentError(
        .headingLevel, "A heading of level \(heading.level) follows one of level \(level).", path: "level")
    }
    level = heading.level
    guard expectedIdentifiers.contains(heading.identifier) else { return }
    guard next < expected.count, expected[next].identifier == heading.identifier else {
      throw DocumentError(
        .outOfOrder, "The heading \(heading.identifier) comes at another place than in the contents.", path: "id")
    }
    guard expected[next].level == heading.level, expected[next].text == heading.text else {
      throw DocumentError(
        .invalidValue, "The contents give the heading \(heading.identifier) another level or text.", path: "text")
    }
    next += 1
  }

  func finish() throws(DocumentError) {
    guard next == expected.count else {
      throw DocumentError(
        .danglingReference, "The contents name a heading that never came: \(expected[next].identifier).")
    }
  }
}
