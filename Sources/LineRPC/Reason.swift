public import Violations

/// Why a call failed: a stable name that programs may rely on, with what a person can do about it.
///
/// All reasons stand in ``catalogue``; the protocol's documentation and `kurukan explain` are made from it.
public struct Reason: Hashable, Sendable, CustomStringConvertible {
  /// The stable name, upper snake case.
  public let name: String
  /// The canonical code that goes with it.
  public let code: StatusCode
  /// Whether the same call may succeed when it is sent again, unchanged, a little later.
  public let isRetryable: Bool
  /// What happened, in one sentence.
  public let summary: Wording
  /// What to do about it, in one sentence.
  public let remedy: Wording

  /// The name.
  public var description: String { name }

  /// The catalogue's reason of that name, if there is one.
  public static func named(_ name: String) -> Reason? { byName[name] }

  /// A reason that a newer server sent and this catalogue lacks.
  static func unlisted(_ name: String, _ code: StatusCode) -> Reason {
    Reason(
      name, code, isRetryable: code == .unavailable,
      Wording(en: "This program does not know the reason.", fr: "Ce programme ne connaît pas le motif."),
      Wording(
        en: "Read the message, or use a newer version of this program.",
        fr: "Lisez le message, ou utilisez une version plus récente de ce programme."))
  }

  private static let byName = Dictionary(uniqueKeysWithValues: catalogue.map { ($0.name, $0) })

  init(_ name: String, _ code: StatusCode, isRetryable: Bool = false, _ summary: Wording, _ remedy: Wording) {
    self.name = name
    self.code = code
    self.isRetryable = isRetryable
    self.summary = summary
    self.remedy = remedy
  }
}
