/// The bytes of one parameter, at an address that does not move while the object lives, so that libpq can
/// be pointed at them without another copy.
///
/// Only its single writer changes it, before it becomes part of a `Parameter`; from then on it is read only,
/// which is why it may be shared.
final class ParameterBytes: @unchecked Sendable {
  private(set) var base: UnsafeMutableRawPointer
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int) {
    self.capacity = max(capacity, 16)
    base = .allocate(byteCount: self.capacity, alignment: 8)
  }

  convenience init(copying other: ParameterBytes) {
    self.init(capacity: other.count * 2)
    append(UnsafeRawBufferPointer(start: other.base, count: other.count))
  }

  deinit { base.deallocate() }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

  func append(_ source: UnsafeRawBufferPointer) {
    guard let start = source.baseAddress, source.count > 0 else { return }
    reserve(source.count)
    (base + count).copyMemory(from: start, byteCount: source.count)
    count += source.count
  }

  func append<Value: FixedWidthInteger & BitwiseCopyable>(bigEndian value: Value) {
    let size = MemoryLayout<Value>.size
    reserve(size)
    (base + count).storeBytes(of: value.bigEndian, as: Value.self)
    count += size
  }

  func append(utf8 text: String) {
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  func overwrite(at offset: Int, bigEndian value: Int32) {
    guard offset >= 0, offset + 4 <= count else { return }
    (base + offset).storeBytes(of: value.bigEndian, as: Int32.self)
  }

  private func reserve(_ more: Int) {
    guard count + more > capacity else { return }
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 8)
    larger.copyMemory(from: base, byteCount: count)
    base.deallocate()
    base = larger
  }
}
