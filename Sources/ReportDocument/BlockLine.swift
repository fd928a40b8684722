import JSONBytes

extension Block {
  /// Reads a block from one line of JSON, with or without its newline. `block` comes first; unknown members,
  /// duplicate keys and anything over ``DocumentLimits`` are refused.
  public init(line: [UInt8]) throws(DocumentError) {
    try Block.check(length: line.count)
    self = try JSONReader.read(line, Block.readLine)
  }

  /// Reads a block from borrowed bytes.
  public init(line: UnsafeRawBufferPointer) throws(DocumentError) {
    try Block.check(length: line.count)
    self = try JSONReader.read(line, Block.readLine)
  }

  /// The block as one JSON line, its newline included. The same block always gives the same bytes.
  public var line: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    let content = content
    writer.member("block", type(of: content).name)
    content.write(to: &writer)
    writer.endObject()
    writer.newline()
    return writer.bytes
  }

  private static func check(length: Int) throws(DocumentError) {
    guard length <= DocumentLimits.lineBytes else {
      throw DocumentError(.limitExceeded, "A block line is longer than \(DocumentLimits.lineBytes) bytes.")
    }
  }

  private static func readLine(_ reader: inout JSONReader) throws(DocumentError) -> Block {
    do {
      let block = try read(&reader)
      try reader.finish()
      return block
    } catch let error as DocumentError {
      throw error
    } catch let error as JSONError {
      throw DocumentError(error)
    } catch {
      throw DocumentError(.malformed, "The block cannot be read.")
    }
  }

  private static func read(_ reader: inout JSONReader) throws -> Block {
    try reader.beginObject()
    guard let key = try reader.nextKey(), key == "block" else {
      throw DocumentError(.missingMember, "A block begins with its kind, as {\"block\":\"paragraph\", …}.")
    }
    guard let kind = kinds[try reader.readText()] else {
      throw DocumentError(.unknownKind, "There is no such block.", path: "block")
    }
    return try kind.read(&reader).block
  }
}
