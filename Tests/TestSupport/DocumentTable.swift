public import Foundation

/// A table of a document that is made from the code: the rows between `<!-- name -->`, a head of two lines, and
/// `<!-- /name -->`.
public struct DocumentTable {
  /// Whether tests write such tables instead of comparing them: `KURUKAN_UPDATE_DOCUMENTS=1`.
  public static let isUpdating = ProcessInfo.processInfo.environment["KURUKAN_UPDATE_DOCUMENTS"] == "1"

  /// The protocol's document.
  public static let protocolDocument = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Sources/LineRPC/PROTOCOL.md").standardizedFileURL

  /// A document that lacks the marks of a table.
  public struct Missing: Error {
    /// The table's name.
    public let name: String
  }

  private let file: URL
  private let lines: [String]
  private let place: Range<Int>

  /// The table of a name.
  public init(_ name: String, of file: URL) throws {
    self.file = file
    lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    guard let start = lines.firstIndex(of: "<!-- \(name) -->"), let end = lines.firstIndex(of: "<!-- /\(name) -->"),
      start + 3 <= end
    else { throw Missing(name: name) }
    place = start + 3..<end
  }

  /// The rows as they stand in the document; where tests write them, as they stand there from now on.
  public func rows(wanted: [String]) throws -> [String] {
    guard Self.isUpdating else { return Array(lines[place]) }
    var lines = lines
    lines.replaceSubrange(place, with: wanted)
    try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    return wanted
  }
}
