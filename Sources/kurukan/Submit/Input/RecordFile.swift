import CZlib
import Glibc

/// The uncompressed bytes of a file of records, of which only what is not yet read stands in memory.
struct RecordFile {
  let input: ByteInput
  /// What was read from the file and not yet dropped.
  private(set) var bytes: [UInt8] = []
  /// Where in ``bytes`` reading goes on.
  var position = 0
  private(set) var isAtEnd = false
  /// Where in the file ``bytes`` begin.
  private var base = 0
  /// Bytes behind ``position`` that are known to hold no line break, so that a long line is searched once.
  private var searched = 0
  private var mark = FileMark()
  /// Why nothing can be read behind ``bytes``.
  private(set) var fault: RecordFileFault?

  var name: String { input.name }

  /// Whether all bytes are read.
  var isExhausted: Bool { isAtEnd && position == bytes.count }

  init(_ input: ByteInput) { self.input = input }

  /// The next line break; nil if there is none in what was read.
  mutating func nextLineBreak() -> Int? {
    let start = position + searched
    let found = bytes.withUnsafeBytes { bytes -> Int? in
      guard let base = bytes.baseAddress, start < bytes.count else { return nil }
      return memchr(base + start, 0x0A, bytes.count - start).map { base.distance(to: UnsafeRawPointer($0)) }
    }
    searched = found == nil ? bytes.count - position : 0
    return found
  }

  /// Drops what was read and adds what comes next. What came before a fault is read first: the fault comes with the next
  /// try.
  mutating func fill() throws(RecordFileFault) {
    if let fault { throw fault }
    moveMark()
    bytes.removeFirst(position)
    base += position
    position = 0
    do throws(RecordFileFault) {
      isAtEnd = try !input.read(into: &bytes)
    } catch {
      guard !bytes.isEmpty else { throw error }
      fault = error
    }
  }

  /// Everything up to ``position``, to be known again.
  mutating func currentMark() -> FileMark {
    moveMark()
    return mark
  }

  private mutating func moveMark() {
    let start = mark.offset - base
    guard start < position else { return }
    bytes.withUnsafeBufferPointer { mark.add(UnsafeBufferPointer(rebasing: $0[start..<position])) }
  }
}

/// How far a file was read, and a checksum of what was, by which the same beginning is known again.
struct FileMark: Equatable, Sendable {
  /// Bytes, uncompressed.
  private(set) var offset = 0
  /// CRC-32 of them.
  private(set) var checksum: UInt32 = 0

  init() {}

  init(offset: Int, checksum: UInt32) {
    self.offset = offset
    self.checksum = checksum
  }

  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    checksum = UInt32(crc32(UInt(checksum), bytes.baseAddress, UInt32(bytes.count)))
    offset += bytes.count
  }

  /// Whether a file begins with the bytes that this mark was made of.
  func isBeginning(of name: String) -> Bool {
    guard let input = try? ByteInput(name) else { return false }
    var mark = FileMark()
    var bytes: [UInt8] = []
    while mark.offset < offset {
      bytes.removeAll(keepingCapacity: true)
      do throws(RecordFileFault) {
        guard try input.read(into: &bytes) else { return false }
      } catch {
        return false
      }
      bytes.withUnsafeBufferPointer {
        mark.add(UnsafeBufferPointer(rebasing: $0[..<min($0.count, offset - mark.offset)]))
      }
    }
    return mark == self
  }
}
