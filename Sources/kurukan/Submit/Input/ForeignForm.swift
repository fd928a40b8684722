/// What files are that are no records and can be made some.
enum ForeignForm: CaseIterable {
  case windows, utf16, spreadsheet, zstd, xz, bzip2

  /// The form that a file's first bytes tell.
  static func of(_ bytes: [UInt8]) -> ForeignForm? {
    for (beginning, form) in beginnings where bytes.starts(with: beginning) { return form }
    // UTF-16 without its mark: no text has a zero among its first characters.
    return bytes.prefix(4).contains(0) ? .utf16 : nil
  }

  private static let beginnings: [([UInt8], ForeignForm)] = [
    ([0xFF, 0xFE], .utf16), ([0xFE, 0xFF], .utf16),
    // Spreadsheets of today are ZIP archives, those of before 2007 compound files.
    (Array("PK\u{3}\u{4}".utf8), .spreadsheet), ([0xD0, 0xCF, 0x11, 0xE0], .spreadsheet),
    ([0x28, 0xB5, 0x2F, 0xFD], .zstd), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], .xz), (Array("BZh".utf8), .bzip2),
  ]

  /// The command that makes records of the file.
  func command(for name: String) -> String {
    let file = ShellWord(name == "-" ? "FILE" : name)
    let new = ShellWord(Self.renamed(name == "-" ? "NEW" : name))
    // The text of a compressed file is converted: iconv would take its bytes for letters.
    let (before, source) = Self.isCompressed(name) ? ("gzip -dc \(file) | ", "") : ("", " \(file)")
    return switch self {
    case .windows: "\(before)iconv -f WINDOWS-1252 -t UTF-8\(source) > \(new)"
    case .utf16: "\(before)iconv -f UTF-16 -t UTF-8\(source) > \(new)"
    // Commas, quotation marks and UTF-8.
    case .spreadsheet: "soffice --headless --convert-to csv:'Text - txt - csv (StarCalc)':44,34,76 \(file)"
    case .zstd: "zstd -dc \(file) | kurukan submit -"
    case .xz: "xz -dc \(file) | kurukan submit -"
    case .bzip2: "bzip2 -dc \(file) | kurukan submit -"
    }
  }

  /// Whether the file's name says that it is compressed with gzip.
  private static func isCompressed(_ name: String) -> Bool { name.lowercased().hasSuffix(".gz") }

  /// The file's name with what it is then before its ending, uncompressed and in the present folder.
  private static func renamed(_ name: String) -> String {
    var base = name.split(separator: "/").last.map(String.init) ?? name
    if isCompressed(base) { base.removeLast(".gz".count) }
    guard let dot = base.lastIndex(of: "."), dot != base.startIndex else { return base + ".utf8" }
    return base[..<dot] + ".utf8" + base[dot...]
  }
}
