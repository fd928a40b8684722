import Disclosure
import Records

/// The rule for levels as SQL expressions over one kind's rows.
struct LevelExpressions: Sendable {
  let kind: RecordKind
  let references: [LevelReference]

  /// The level of a new record in the row `i`, which arrives.
  var arriving: String { sql(LevelRule.asked, .current(wait: .forParentsOfParents)) }

  /// The level of a revision that replaces another: `i` holds both, the columns of the older one as `old_…`.
  var replacing: String { sql(LevelRule.open, .replacing) }

  /// The level of the current row `i`.
  var current: String { sql(LevelRule.current, .current(wait: .never)) }

  /// The level of the current row `i` when a reviewer validates it.
  var validated: String { sql(LevelRule.asked, .current(wait: .never)) }

  /// The level of the current row `i` when a reviewer gives it back.
  var returned: String { sql(LevelRule.open, .current(wait: .never)) }

  /// The level of a row of the history, whose own level and whose record's level these are.
  static func earlierRow(own: String, record: String) -> String { "GREATEST(\(own), \(record))" }

  // MARK: - The terms

  /// The revision that a term is told of.
  private enum Revision {
    /// The current row `i`.
    case current(wait: LevelReference.Wait)
    /// A revision in `i` that is about to replace the one in its columns `old_…`.
    case replacing
    /// The revision in the columns `old_…` of `i`.
    case replaced
    /// The row `h` of the history.
    case earlier(wait: LevelReference.Wait)

    /// The alias of its row, what stands before its columns' names, and for whose change of a parent to wait.
    var place: (row: String, prefix: String, wait: LevelReference.Wait) {
      switch self {
      case .current(let wait): ("i", "", wait)
      case .replacing: ("i", "", .forParentsOfParents)
      case .replaced: ("i", "old_", .always)
      case .earlier(let wait): ("h", "", wait)
      }
    }
  }

  private func sql(_ term: LevelTerm, _ revision: Revision) -> String {
    let (row, prefix, wait) = revision.place
    return switch term {
    case .own: "\(row).\(prefix)own_level"
    case .parents(let missing):
      Self.highest(
        references.map { $0.level(of: row, prefix: prefix, missing: Self.constant(missing), wait: wait) })
    case .ifValidated(let validated, let otherwise):
      """
      CASE WHEN \(row).\(prefix)review_status IN ('validated', 'published') \
      THEN \(sql(validated, revision)) ELSE \(sql(otherwise, revision)) END
      """
    case .earlier(let term): earlier(term, than: revision)
    case .highest(let terms): Self.highest(terms.map { sql($0, revision) })
    }
  }

  private func earlier(_ term: LevelTerm, than revision: Revision) -> String {
    switch revision {
    case .replacing:
      Self.highest([
        sql(term, .replaced),
        sql(.ifValidated(.highest([]), otherwise: .earlier(term)), .replaced),
      ])
    case .current(let wait), .earlier(let wait): inHistory(term, wait)
    case .replaced: inHistory(term, .always)
    }
  }

  private func inHistory(_ term: LevelTerm, _ wait: LevelReference.Wait) -> String {
    let history = quoted(kind.name + "_history")
    let earlier = RowLookup("e", programme: "i.programme_id", key: "i.key").all
    return """
      COALESCE((SELECT max(\(sql(term, .earlier(wait: wait)))) FROM (SELECT * FROM \(history) AS e \(earlier)) AS h \
      WHERE h.revision >= COALESCE((SELECT max(v.revision) FROM (SELECT * FROM \(history) AS e \(earlier)) AS v \
      WHERE v.review_status IN ('validated', 'published')), 0)), \(Self.constant(.public)))
      """
  }

  private static func constant(_ level: ConfidentialityLevel) -> String { "\(level.rawValue)::int2" }

  private static func highest(_ levels: [String]) -> String {
    switch levels.count {
    case 0: constant(.public)
    case 1: levels[0]
    default: "GREATEST(\(levels.joined(separator: ", ")))"
    }
  }
}
