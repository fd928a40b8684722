import Glibc

/// Keeps a JSON value on one line.
enum LineText {
  /// Replaces line ends by spaces. In valid JSON they stand only between values, where a space means the
  /// same.
  static func makeOneLine(_ bytes: inout [UInt8], from start: Int) {
    bytes.withUnsafeMutableBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      var position = start
      while position < buffer.count, let end = memchr(base + position, 0x0A, buffer.count - position) {
        end.storeBytes(of: UInt8(ascii: " "), as: UInt8.self)
        position = UnsafeRawPointer(end) - UnsafeRawPointer(base) + 1
      }
    }
  }
}
