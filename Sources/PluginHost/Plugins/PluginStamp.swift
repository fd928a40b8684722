import CLinux
import Glibc
import LineRPC
import Violations

/// What an object says, in a section of its own, of what it was built for and with, read without loading it.
///
/// The layout is that of ELF for 64 bits (System V ABI, "Sections"). All of it is foreign: nothing is believed that does not
/// lie within the file.
struct PluginStamp: Equatable {
  private static let section = Array(".kurukan.stamp".utf8)
  private static let headerBytes = 64
  private static let sections = 10_000
  private static let nameBytes = 1 << 20
  private static let stampBytes = 4_096

  /// The version of the contract; nil if none is said.
  let abi: UInt32?
  /// The compiler of a plugin in Swift; nil for others.
  let compiler: String?

  /// The stamp of an object; nil if it has none, or is no such file.
  init?(_ descriptor: Int32) {
    guard let header = Self.read(descriptor, at: 0, Self.headerBytes),
      // 64 bits, little-endian.
      header[4] == 2, header[5] == 1, let bytes = Self.find(descriptor, header)
    else { return nil }
    self.init(text: bytes)
  }

  /// The stamp of one or more objects that were linked into one; the first of what differs, so that it is noticed.
  init?(text bytes: [UInt8]) {
    let stamps = bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    var abi: UInt32?
    var compiler: String?
    for stamp in stamps {
      guard stamp.hasPrefix("abi=") else { return nil }
      let number = UInt32(stamp.dropFirst(4).prefix { $0.isASCII && $0.isNumber })
      let name = stamp.firstRange(of: " swift=").map { String(stamp[$0.upperBound...]) }
      if abi == nil || number != UInt32(KURUKAN_COMPOSER_ABI) { abi = number }
      if let name, compiler == nil || name != String(cString: kurukan_compiler()) { compiler = name }
    }
    guard abi != nil else { return nil }
    (self.abi, self.compiler) = (abi, compiler)
  }

  /// Why an object of this stamp cannot be loaded here; nil if it can.
  func fault(of name: String) -> Status? {
    let (version, ours) = (UInt32(KURUKAN_COMPOSER_ABI), String(cString: kurukan_compiler()))
    if let abi, abi != version {
      return Status(
        .pluginInvalid,
        "\(name) was built for version \(abi) of the plugin contract, this server speaks version \(version).",
        hint: "Build the plugin again with this server's CReportPlugin.h.")
    }
    if let compiler, compiler != ours {
      return Status(
        .pluginInvalid,
        "\(name) was built with the compiler \(PrintableText.of(compiler)), this server with \(ours).",
        hint: "Build the plugin again with the compiler of this server; Swift's libraries fit one compiler only.")
    }
    return nil
  }

  // MARK: - The file

  private static func find(_ descriptor: Int32, _ header: [UInt8]) -> [UInt8]? {
    let (offset, size) = (number(header, 40, 8), number(header, 58, 2))
    let (count, names) = (number(header, 60, 2), number(header, 62, 2))
    guard size == headerBytes, count <= sections, names < count,
      let table = read(descriptor, at: offset, count * size)
    else { return nil }
    func section(_ index: Int) -> (name: Int, offset: Int, size: Int) {
      let start = index * size
      return (number(table, start, 4), number(table, start + 24, 8), number(table, start + 32, 8))
    }
    let (_, namesOffset, namesSize) = section(names)
    guard let texts = read(descriptor, at: namesOffset, min(namesSize, nameBytes)) else { return nil }
    for index in 0..<count {
      let (name, offset, size) = section(index)
      guard name < texts.count, texts[name...].prefix(while: { $0 != 0 }).elementsEqual(Self.section) else { continue }
      return read(descriptor, at: offset, min(size, stampBytes))
    }
    return nil
  }

  /// A little-endian number; negative, and so out of every bound, where it has more than 63 bits.
  private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
    Int(bitPattern: (0..<count).reduce(0 as UInt) { $0 | UInt(bytes[start + $1]) << UInt(8 * $1) })
  }

  private static func read(_ descriptor: Int32, at offset: Int, _ count: Int) -> [UInt8]? {
    guard offset >= 0, (0...(16 << 20)).contains(count) else { return nil }
    var bytes = [UInt8](repeating: 0, count: count)
    return pread(descriptor, &bytes, count, offset) == count ? bytes : nil
  }
}
