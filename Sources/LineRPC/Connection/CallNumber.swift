/// Tells a connection's calls apart, also those that have one id after another.
public struct CallNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
  let value: UInt64

  /// The number for a log.
  public var description: String { String(value) }

  /// Whether the one call began before the other.
  public static func < (first: CallNumber, second: CallNumber) -> Bool { first.value < second.value }
}

/// Names one call of a connection, for whoever will answer it.
public struct CallReference: Hashable, Sendable {
  /// The id that the client chose.
  public let id: CallID
  /// What tells it from a later call with the same id.
  public let number: CallNumber
}
