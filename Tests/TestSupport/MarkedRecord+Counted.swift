import Records

extension MarkedRecord {
  /// The fields, as "kind path", whose words stay when texts are kept no longer, since rows are counted by them.
  public static let countedWords: Set<String> = [
    "action_item grant", "assignment actors.cercle", "assignment grant", "consent grant", "engagement cohort",
    "engagement communities.cercle", "engagement grant", "engagement place.cercle", "engagement place.commune",
    "engagement place.village", "evidence grant", "expense grant", "finding grant", "follow_up grant",
    "framework grant", "lesson grant", "measurement grant", "measurement source", "milestone grant", "narrative grant",
    "response grant", "risk grant", "story grant", "story place.cercle",
  ]

  /// The words that a restricted record does not keep.
  public var textMarks: [Mark] {
    marks.filter { !$0.isReplaced && !$0.isKey && !Self.countedWords.contains("\(kind.name) \($0.path)") }
  }
}
