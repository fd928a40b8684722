import Records

/// A kind's levels as SQL expressions.
///
/// What protects takes effect at once, what exposes when a reviewer has seen it: a record has the highest level that
/// any of its revisions since the last validated one asks for, by itself or through what it hangs on. Earlier rows that
/// reports may still use have the same.
struct LevelExpressions: Sendable {
  let kind: RecordKind
  let references: [LevelReference]

  private static let validated = "('validated', 'published')"
  /// A parent that has not arrived may be confidential, so it counts as such until it says otherwise.
  private static let unknown = "3::int2"
  /// A revision that nobody validated and that was replaced may have misspelt its parent's key.
  private static func unknown(ifValidated status: String) -> String {
    "CASE WHEN \(status) IN \(validated) THEN 3::int2 ELSE 0::int2 END"
  }

  private static func highest(_ levels: [String]) -> String {
    levels.count == 1 ? levels[0] : "GREATEST(\(levels.joined(separator: ", ")))"
  }

  /// What the revision in the row `i` asks for, which arrives or is validated.
  func own(_ wait: LevelReference.Wait) -> String {
    Self.highest(["i.own_level"] + references.map { $0.level(of: "i", missing: Self.unknown, wait: wait) })
  }

  /// What a revision that replaces another is given: `i` holds both, the columns of the older one as `old_…`.
  var replacing: String {
    let missing = Self.unknown(ifValidated: "i.old_review_status")
    return Self.highest(
      [
        own(.forParentsOfParents), "i.old_own_level", open(.always, ifNotValidated: "i.old_review_status"),
      ] + references.map { $0.level(of: "i", prefix: "old_", missing: missing, wait: .always) })
  }

  /// The level of the current row `i`.
  var current: String { Self.highest([own(.never), open(.never, ifNotValidated: "i.review_status")]) }

  /// The level of the current row `i` when a reviewer gives it back.
  var returned: String { Self.highest([own(.never), open(.never)]) }

  private func open(_ wait: LevelReference.Wait, ifNotValidated status: String) -> String {
    "CASE WHEN \(status) IN \(Self.validated) THEN 0::int2 ELSE \(open(wait)) END"
  }

  /// What the revisions before the current one ask for, back to the last validated one.
  private func open(_ wait: LevelReference.Wait) -> String {
    let history = quoted(kind.name + "_history")
    let missing = Self.unknown(ifValidated: "h.review_status")
    let levels = ["h.own_level"] + references.map { $0.level(of: "h", missing: missing, wait: wait) }
    return """
      COALESCE((SELECT max(\(Self.highest(levels))) FROM \(history) AS h \
      WHERE h.programme_id = i.programme_id AND h.key = i.key AND h.revision >= COALESCE((SELECT max(v.revision) \
      FROM \(history) AS v WHERE v.programme_id = i.programme_id AND v.key = i.key \
      AND v.review_status IN \(Self.validated)), 0)), 0::int2)
      """
  }
}
