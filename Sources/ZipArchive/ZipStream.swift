/// A ZIP archive that is written as it comes (APPNOTE.TXT 6.3.10): sizes and checksums follow each entry's bytes in a data
/// descriptor, so that nothing is kept but the list of entries. Its times are always 1 January 1980, so that the same
/// entries give the same bytes.
///
/// Entries and archives of 4 GiB and more are refused; ZIP64 is not written.
public struct ZipStream: ~Copyable {
  /// Where the archive's bytes go, a piece at a time.
  public typealias Output = ([UInt8]) throws -> Void

  private struct Entry {
    let name: [UInt8]
    let isDeflated: Bool
    let offset: UInt64
    var checksum: UInt32 = 0
    var compressed: UInt64 = 0
    var size: UInt64 = 0
  }

  private let output: Output
  private var compressor: Compressor
  private var entries: [Entry] = []
  private var isOpen = false
  private var offset: UInt64 = 0
  private var held: [UInt8] = []

  private static let pieceBytes = 64 * 1_024
  private static let mostBytes = UInt64(UInt32.max)
  private static let mostEntries = Int(UInt16.max)

  /// An archive that hands its bytes to `output` in pieces of about 64 KiB.
  ///
  /// - Parameter level: how hard to compress, 1 (fast) to 9.
  /// - Throws: ``ZipFault`` if there is no memory for compressing.
  public init(level: Int32 = 6, output: @escaping Output) throws {
    self.output = output
    compressor = try Compressor(level: level)
    held.reserveCapacity(Self.pieceBytes + 4_096)
  }

  /// Begins an entry, which ends the one before.
  ///
  /// - Parameter isStored: keeps the bytes as they are, which some readers want of an archive's first entry.
  public mutating func beginEntry(_ name: String, isStored: Bool = false) throws {
    try endEntry()
    guard entries.count < Self.mostEntries else { throw ZipFault.tooManyEntries }
    let entry = Entry(name: Array(name.utf8), isDeflated: !isStored, offset: offset)
    entries.append(entry)
    isOpen = true
    compressor.reset()
    var header: [UInt8] = []
    header.littleEndian(UInt32(0x0403_4B50))
    header.append(fields(of: entry))
    // Checksum and sizes come after the bytes.
    header.littleEndian(UInt32(0))
    header.littleEndian(UInt32(0))
    header.littleEndian(UInt32(0))
    header.littleEndian(UInt16(entry.name.count))
    header.littleEndian(UInt16(0))
    try put(header)
    try put(entry.name)
  }

  /// Adds bytes to the entry.
  public mutating func write(_ bytes: [UInt8]) throws {
    guard isOpen, let last = entries.indices.last, !bytes.isEmpty else { return }
    entries[last].checksum = Compressor.checksum(bytes, after: entries[last].checksum)
    entries[last].size += UInt64(bytes.count)
    guard entries[last].isDeflated else {
      entries[last].compressed += UInt64(bytes.count)
      return try put(bytes)
    }
    let before = held.count
    compressor.compress(bytes, into: &held)
    try count(held.count - before, of: last)
  }

  /// Adds a text to the entry.
  public mutating func write(_ text: String) throws { try write(Array(text.utf8)) }

  /// A whole entry.
  public mutating func entry(_ name: String, _ text: String, isStored: Bool = false) throws {
    try beginEntry(name, isStored: isStored)
    try write(text)
  }

  /// Writes the list of entries, and what is left.
  public mutating func finish() throws {
    try endEntry()
    let start = offset
    for entry in entries {
      var record: [UInt8] = []
      record.littleEndian(UInt32(0x0201_4B50))
      record.littleEndian(Self.version)
      record.append(fields(of: entry))
      record.littleEndian(entry.checksum)
      record.littleEndian(UInt32(entry.compressed))
      record.littleEndian(UInt32(entry.size))
      record.littleEndian(UInt16(entry.name.count))
      // No extra field, no comment, first disk, no attributes.
      record += Array(repeating: 0, count: 12)
      record.littleEndian(UInt32(entry.offset))
      try put(record)
      try put(entry.name)
    }
    var end: [UInt8] = []
    end.littleEndian(UInt32(0x0605_4B50))
    end.littleEndian(UInt32(0))
    end.littleEndian(UInt16(entries.count))
    end.littleEndian(UInt16(entries.count))
    end.littleEndian(UInt32(offset - start))
    end.littleEndian(UInt32(start))
    end.littleEndian(UInt16(0))
    try put(end)
    try passOn()
  }

  private static let version: UInt16 = 20

  /// Version, flags, method, time and date, which both records of an entry have.
  private func fields(of entry: Entry) -> [UInt8] {
    var fields: [UInt8] = []
    fields.littleEndian(Self.version)
    // Sizes follow the bytes; names are UTF-8.
    fields.littleEndian(UInt16(0x0008 | 0x0800))
    fields.littleEndian(UInt16(entry.isDeflated ? 8 : 0))
    fields.littleEndian(UInt16(0))
    fields.littleEndian(UInt16(0x0021))
    return fields
  }

  private mutating func endEntry() throws {
    guard isOpen, let last = entries.indices.last else { return }
    isOpen = false
    if entries[last].isDeflated {
      let before = held.count
      compressor.finish(into: &held)
      try count(held.count - before, of: last)
    }
    let entry = entries[last]
    guard entry.size <= Self.mostBytes, entry.compressed <= Self.mostBytes else { throw ZipFault.tooLarge }
    var descriptor: [UInt8] = []
    descriptor.littleEndian(UInt32(0x0807_4B50))
    descriptor.littleEndian(entry.checksum)
    descriptor.littleEndian(UInt32(entry.compressed))
    descriptor.littleEndian(UInt32(entry.size))
    try put(descriptor)
  }

  private mutating func count(_ bytes: Int, of entry: Int) throws {
    entries[entry].compressed += UInt64(bytes)
    offset += UInt64(bytes)
    try check()
  }

  private mutating func put(_ bytes: [UInt8]) throws {
    held += bytes
    offset += UInt64(bytes.count)
    try check()
  }

  private mutating func check() throws {
    guard offset <= Self.mostBytes else { throw ZipFault.tooLarge }
    if held.count >= Self.pieceBytes { try passOn() }
  }

  private mutating func passOn() throws {
    guard !held.isEmpty else { return }
    try output(held)
    held.removeAll(keepingCapacity: true)
  }
}

/// Why an archive cannot be written.
public enum ZipFault: Error, Hashable, Sendable {
  /// An entry, or the archive, has 4 GiB or more.
  case tooLarge
  /// There are more than 65,535 entries.
  case tooManyEntries
  /// There is no memory for compressing.
  case noMemory
}

extension [UInt8] {
  fileprivate mutating func littleEndian(_ value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }

  fileprivate mutating func append(_ bytes: [UInt8]) { append(contentsOf: bytes) }
}
