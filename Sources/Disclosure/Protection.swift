/// What protects the people behind one row beyond the revision that was reviewed: it acts at once, while whatever exposes
/// waits for a reviewer.
public struct Protection: Sendable {
  /// What the consents named cover that have arrived and hold.
  public var consents: Set<ConsentCover>
  /// The canonical bodies of the revisions after the reviewed one.
  public var laterBodies: [[UInt8]]
  /// The groups that may be told from the event that the record came from; nil where the event hides none.
  public var groupsTold: Set<String>?

  /// Nothing beyond what the revision itself says, if nothing else is given.
  public init(consents: Set<ConsentCover> = [], laterBodies: [[UInt8]] = [], groupsTold: Set<String>? = nil) {
    self.consents = consents
    self.laterBodies = laterBodies
    self.groupsTold = groupsTold
  }
}

/// One use that a consent covers.
public struct ConsentCover: Sendable, Hashable {
  /// The key of the `consent` record.
  public let key: String
  /// A code of ``Records/CodeLists/consentScope``.
  public let scope: String

  /// A consent that covers a use.
  public init(key: String, scope: String) {
    self.key = key
    self.scope = scope
  }
}
