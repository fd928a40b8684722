import Synchronization

/// What was made of one state of the data each; the least recently used makes room for new ones.
final class VersionedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private struct Entry {
    let version: String
    let value: Value
    var used: Int
  }

  private let limit: Int
  private let entries = Mutex<(entries: [Key: Entry], clock: Int)>(([:], 0))

  /// A cache of so many values at most.
  init(limit: Int) { self.limit = limit }

  /// How many values are kept.
  var count: Int { entries.withLock { $0.entries.count } }

  /// The value that was made of this state of the data, or else a new one.
  func value(_ key: Key, version: String, make: () async throws -> Value) async throws -> Value {
    if let value = known(key, version) { return value }
    let value = try await make()
    keep(value, key, version)
    return value
  }

  private func known(_ key: Key, _ version: String) -> Value? {
    entries.withLock { state in
      guard let entry = state.entries[key], entry.version == version else { return nil }
      state.clock += 1
      state.entries[key]?.used = state.clock
      return entry.value
    }
  }

  private func keep(_ value: Value, _ key: Key, _ version: String) {
    entries.withLock { state in
      state.clock += 1
      state.entries[key] = Entry(version: version, value: value, used: state.clock)
      while state.entries.count > limit, let oldest = state.entries.min(by: { $0.value.used < $1.value.used })?.key {
        state.entries[oldest] = nil
      }
    }
  }
}
