import Glibc

/// Collects canonical text in memory of its own, which the record then takes over as an array.
struct CanonicalWriter: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(64, capacity)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  var bytes: [UInt8] { [UInt8](UnsafeBufferPointer(start: base, count: count)) }

  /// Lends what was written in a range.
  func slice(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
  }

  @inline(__always)
  mutating func put(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    base[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    put(source, bytes.count)
  }

  @inline(__always)
  mutating func put(_ source: UnsafePointer<UInt8>, _ length: Int) {
    if capacity - count < length { grow(by: length) }
    memcpy(base + count, source, length)
    count += length
  }

  mutating func put(_ text: String) {
    var text = text
    text.withUTF8 { put($0) }
  }

  mutating func put(_ number: Int) {
    if 0...9 ~= number { put(UInt8(ascii: "0") + UInt8(number)) } else { put(String(number)) }
  }

  /// `"name":`
  mutating func putKey(_ name: StaticString) {
    put(UInt8(ascii: "\""))
    put(name.utf8Start, name.utf8CodeUnitCount)
    put(UInt8(ascii: "\""))
    put(UInt8(ascii: ":"))
  }

  /// A string without escapes, in quotes.
  @inline(__always)
  mutating func putQuoted(_ bytes: UnsafeBufferPointer<UInt8>) {
    if capacity - count < bytes.count + 2 { grow(by: bytes.count + 2) }
    base[count] = UInt8(ascii: "\"")
    if let source = bytes.baseAddress { memcpy(base + count + 1, source, bytes.count) }
    base[count + bytes.count + 1] = UInt8(ascii: "\"")
    count += bytes.count + 2
  }

  func areEqual(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    left.count == right.count && memcmp(base + left.lowerBound, base + right.lowerBound, left.count) == 0
  }

  mutating func removeLast(to count: Int) { self.count = count }

  /// Copies what was written since `start` behind it, from where ``takeBack(_:from:to:)`` takes pieces of it.
  mutating func beginReordering(from start: Int) {
    let length = count - start
    if capacity - count < length { grow(by: length) }
    memcpy(base + count, base + start, length)
  }

  /// Puts a piece of what was copied to its new place.
  @inline(__always)
  func takeBack(_ piece: Range<Int>, from start: Int, to position: Int) {
    memcpy(base + position, base + count + (piece.lowerBound - start), piece.count)
  }

  private mutating func grow(by length: Int) {
    let larger = max(capacity * 2, count + length)
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    memcpy(memory, base, count)
    base.deallocate()
    base = memory
    capacity = larger
  }
}

/// A stack of plain values in memory of its own.
struct Stack<Element: BitwiseCopyable>: ~Copyable {
  private var base: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = capacity
    base = .allocate(capacity: capacity)
  }

  deinit { base.deallocate() }

  var elements: [Element] { [Element](UnsafeBufferPointer(start: base, count: count)) }

  subscript(index: Int) -> Element {
    @inline(__always) get { base[index] }
    @inline(__always) nonmutating set { base[index] = newValue }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow() }
    (base + count).initialize(to: element)
    count += 1
  }

  mutating func removeLast(to count: Int) { self.count = count }

  private mutating func grow() {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    memory.initialize(from: base, count: count)
    base.deallocate()
    base = memory
    capacity *= 2
  }
}
