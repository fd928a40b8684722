import JSONBytes

/// A piece of a document of the format's own, such as XML. Only the medium that is declared for it prints it.
public struct RawPiece: Hashable, Sendable {
  /// The piece, as it stands in the document.
  public var text: String

  /// A piece.
  public init(_ text: String) { self.text = text }
}

extension RawPiece: BlockContent {
  static let name = "raw"
  var block: Block { .raw(self) }

  static func read(_ reader: inout JSONReader) throws -> RawPiece {
    var text: String?
    while let key = try reader.nextKey() {
      guard key == "text" else { throw reader.unknownMember(key, of: name) }
      text = try reader.readText()
    }
    return RawPiece(try reader.required(text, "text", of: name))
  }

  func write(to writer: inout JSONWriter) { writer.member("text", text) }
}
