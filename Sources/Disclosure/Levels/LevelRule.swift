public import Records

/// Which level a record truly has, whatever its sender asked for; its current row and all rows before it have the same,
/// or their own where that is higher.
///
/// What protects takes effect at once, what exposes when a reviewer has seen it: a record has the highest level that any
/// of its revisions since the last validated one asks for, by itself or through what it hangs on. The store settles
/// every level by these terms.
public enum LevelRule {
  /// What the current revision asks for, whatever was there before: a first revision, or one that is validated now.
  ///
  /// What a record hangs on may be confidential as long as it has not arrived, so it counts as such.
  public static let asked = LevelTerm.highest([.own, .parents(missing: .confidential)])

  /// The level while nobody has validated the current revision.
  public static let open = LevelTerm.highest([asked, .earlier(replaced)])

  /// The level of a record.
  public static let current = LevelTerm.ifValidated(asked, otherwise: open)

  /// What a revision goes on asking for after another replaced it. One that nobody validated may have misspelt the key
  /// of what it hangs on, so what is missing counts only if a reviewer saw it.
  private static let replaced = LevelTerm.highest([
    .own, .ifValidated(.parents(missing: .confidential), otherwise: .parents(missing: .public)),
  ])
}

/// A part of the rule for levels, told of one revision of a record.
public indirect enum LevelTerm: Sendable {
  /// What the revision asks for by itself; see ``OwnLevel``.
  case own
  /// The highest level of what the revision hangs on, along the references that carry one; what has not arrived counts
  /// as the given level.
  case parents(missing: ConfidentialityLevel)
  /// One term for a revision that a reviewer validated, another for any other.
  case ifValidated(LevelTerm, otherwise: LevelTerm)
  /// The highest of a term over the revisions before this one, back to the last validated one; public without any.
  case earlier(LevelTerm)
  /// The highest of several terms.
  case highest([LevelTerm])
}
