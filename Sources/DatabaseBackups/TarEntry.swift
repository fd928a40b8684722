/// The header of a file in a tar archive (POSIX.1-1988 ustar; sizes from 8 GiB on as GNU tar writes them).
struct TarEntry: Hashable {
  /// Bytes of a header, and what a file's content is filled up to.
  static let block = 512
  private static let longestName = 100

  let name: String
  let size: Int64
  /// Seconds since 1970.
  var modified: Int64 = 0

  /// Bytes that a content of this size takes.
  static func padded(_ size: Int64) -> Int64 { (size + Int64(block) - 1) / Int64(block) * Int64(block) }

  /// The header, one block long.
  var header: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Self.block)
    func put(_ text: String, at place: Int) {
      bytes.replaceSubrange(place..<(place + text.utf8.count), with: text.utf8)
    }
    put(String(name.utf8.prefix(Self.longestName - 1)) ?? "", at: 0)
    put("0000600", at: 100)
    put("0000000", at: 108)
    put("0000000", at: 116)
    bytes.replaceSubrange(124..<136, with: Self.number(size))
    bytes.replaceSubrange(136..<148, with: Self.number(modified))
    put("0", at: 156)
    put("ustar", at: 257)
    put("00", at: 263)
    let digits = String(Self.checksum(bytes), radix: 8)
    put(String(repeating: "0", count: 6 - digits.count) + digits, at: 148)
    bytes[154] = 0
    bytes[155] = UInt8(ascii: " ")
    return bytes
  }

  /// The entry of a header; nil if the bytes are none.
  init?(header bytes: [UInt8]) {
    guard bytes.count == Self.block, bytes[257..<262].elementsEqual("ustar".utf8) else { return nil }
    guard Self.octal(bytes[148..<156]) == Int64(Self.checksum(bytes)) else { return nil }
    name = String(decoding: bytes[0..<Self.longestName].prefix { $0 != 0 }, as: UTF8.self)
    let field = bytes[124..<136]
    if bytes[124] & 0x80 != 0 {
      size = field.suffix(8).reduce(0) { $0 &<< 8 | Int64($1) }
    } else {
      guard let number = Self.octal(field) else { return nil }
      size = number
    }
    guard size >= 0 else { return nil }
  }

  init(name: String, size: Int64, modified: Int64) {
    self.name = name
    self.size = size
    self.modified = modified
  }

  /// The sum of all bytes, those of the sum itself taken as spaces.
  private static func checksum(_ bytes: [UInt8]) -> Int {
    bytes.indices.reduce(0) { $0 + ((148..<156).contains($1) ? 32 : Int(bytes[$1])) }
  }

  private static func octal(_ field: ArraySlice<UInt8>) -> Int64? {
    let digits = field.drop { $0 == UInt8(ascii: " ") }.prefix { $0 != 0 && $0 != UInt8(ascii: " ") }
    return Int64(String(decoding: digits, as: UTF8.self), radix: 8)
  }

  private static func number(_ value: Int64) -> [UInt8] {
    let digits = String(value, radix: 8)
    if digits.utf8.count <= 11 { return Array((String(repeating: "0", count: 11 - digits.count) + digits).utf8) + [0] }
    return [0x80, 0, 0, 0] + (0..<8).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }
}
