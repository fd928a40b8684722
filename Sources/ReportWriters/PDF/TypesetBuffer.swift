import JSONBytes
import ReportDocument

/// Collects a JSON document that is written a piece at a time, and holds it to ``TypesetLimits``. A class, since those who
/// write to it hand it on.
final class TypesetBuffer {
  private var buffer: OutputBuffer
  private var total = 0
  private var needsComma = false
  /// The cells of all tables.
  var cells = 0
  /// Whether a table has more columns than can be set.
  var hasBroadTable = false

  init(_ output: @escaping WriterOutput) { buffer = OutputBuffer(output) }

  /// Opens an object behind what stands before it.
  func begin() {
    if needsComma { buffer.append(UInt8(ascii: ",")) }
    append("{")
  }

  /// Opens or closes what holds the pieces.
  func append(_ bracket: String) {
    buffer.append(bracket)
    total += bracket.utf8.count
    needsComma = bracket.hasSuffix("}") || bracket.hasSuffix("]")
  }

  /// A piece, or several, behind those before it. A piece that ends with a key awaits its bracket.
  func append(_ write: (inout JSONWriter) -> Void) {
    var writer = JSONWriter()
    write(&writer)
    if needsComma { buffer.append(UInt8(ascii: ",")) }
    buffer.append(writer.bytes)
    total += writer.bytes.count { $0 & 0xC0 != 0x80 } + 1
    needsComma = true
  }

  /// Hands on what has been collected, once there is enough of it.
  ///
  /// - Throws: ``DocumentError`` once it is more than the typesetter can hold.
  func passOn() throws {
    guard total + cells * TypesetLimits.cellWeight <= TypesetLimits.weight else { throw TypesetLimits.tooLarge }
    guard !hasBroadTable else { throw TypesetLimits.tooBroad }
    try buffer.passOn()
  }

  func flush() throws {
    try passOn()
    try buffer.flush()
  }
}
