/// A message of a client's stream.
public enum ClientItem: Sendable, Equatable {
  /// One JSON value.
  case json([UInt8])
  /// A line that was meant as a message and could not be read: why.
  case unreadable(Status)

  /// Bytes that it holds, the memory around it included.
  var heldBytes: Int {
    switch self {
    case .json(let bytes): bytes.count + 64
    case .unreadable: 1_024
    }
  }
}

/// The messages of a client's stream that its call has not taken.
struct ItemInbox {
  /// How the stream stands.
  enum End { case open, ended, cut }

  /// Bytes that are taken at once, unless a single message is larger.
  private static let takenBytes = 256 << 10

  private var items: [ClientItem] = []
  /// How many of the items have been taken.
  private var taken = 0
  private(set) var heldBytes = 0
  var end = End.open

  var isEmpty: Bool { items.isEmpty }

  /// Messages in memory, those included that were taken and are not let go of yet: no more than wait.
  var kept: Int { items.count }

  mutating func append(_ item: ClientItem) {
    items.append(item)
    heldBytes += item.heldBytes
  }

  /// Takes the first ones.
  mutating func take() -> [ClientItem] {
    let start = taken
    var bytes = 0
    while taken < items.count, taken == start || bytes + items[taken].heldBytes <= Self.takenBytes {
      bytes += items[taken].heldBytes
      taken += 1
    }
    heldBytes -= bytes
    let first = Array(items[start..<taken])
    // Not at every time: what waits would be moved for each of its parts.
    if taken == items.count {
      (items, taken) = ([], 0)
    } else if taken > items.count / 2 {
      items.removeFirst(taken)
      taken = 0
    }
    return first
  }
}
