import JSONBytes

/// What every block can do.
protocol BlockContent: Hashable, Sendable {
  /// The block's name on the wire, as `tableStart`.
  static var name: String { get }
  /// The block of this content.
  var block: Block { get }
  /// Reads the members that follow the name.
  static func read(_ reader: inout JSONReader) throws -> Self
  /// Writes the members that follow the name.
  func write(to writer: inout JSONWriter)
  /// Visits every value that the block prints, in reading order.
  func eachValue<Fault: Error>(_ visit: (InlineValue) throws(Fault) -> Void) throws(Fault)
}

extension BlockContent {
  func eachValue<Fault: Error>(_ visit: (InlineValue) throws(Fault) -> Void) throws(Fault) {}
}
