/// The end of what a plugin printed, made fit to be shown.
struct LastWords {
  private static let keptBytes = 32 << 10
  /// What Swift's runtime prints between a trap's message, which is wanted, and pages of addresses, which are
  /// not.
  private static let traceHeading = Array("Current stack trace:".utf8)
  private static let shownLines = 10
  private static let shownBytes = 1_500

  /// How many bytes were printed in all.
  private(set) var count = 0
  private var kept: [UInt8] = []

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    count += bytes.count
    kept.append(contentsOf: bytes.suffix(Self.keptBytes))
    if kept.count > 2 * Self.keptBytes { kept.removeFirst(kept.count - Self.keptBytes) }
  }

  /// The last lines, joined by ` | `, without anything that a terminal would obey.
  var text: String {
    var lines = kept.suffix(Self.keptBytes).split(separator: 0x0A)
    if let trace = lines.lastIndex(where: { $0.starts(with: Self.traceHeading) }), trace > 0 {
      lines.removeSubrange(trace...)
    }
    let shown = lines.suffix(Self.shownLines).map { line in
      PrintableText.of(String(decoding: line, as: UTF8.self))
    }.filter { !$0.isEmpty }.joined(separator: " | ")
    guard shown.utf8.count > Self.shownBytes else { return shown }
    return "…" + String(shown.suffix(Self.shownBytes / 4))
  }
}
