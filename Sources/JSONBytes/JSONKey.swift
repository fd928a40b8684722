/// The key of an object's member, compared in place.
///
/// Borrows the reader's bytes: use it before the closure that lent the reader ends.
public struct JSONKey {
  let base: UnsafePointer<UInt8>
  let count: Int
  /// Set only for a key that was written with escapes.
  let unescaped: [UInt8]?

  /// The key as a string.
  public var text: String {
    if let unescaped { return String(decoding: unescaped, as: UTF8.self) }
    return String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self)
  }

  /// Whether the key is `name`.
  public static func == (key: JSONKey, name: StaticString) -> Bool {
    let expected = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    if let unescaped = key.unescaped { return unescaped.elementsEqual(expected) }
    guard key.count == expected.count else { return false }
    for index in 0..<expected.count where key.base[index] != expected[index] { return false }
    return true
  }

  /// Lets a `switch` over a key list names.
  public static func ~= (name: StaticString, key: JSONKey) -> Bool { key == name }
}
