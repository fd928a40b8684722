/// What stands behind a composition: the worker's callbacks, or a rehearsal in memory.
protocol ComposingHost: AnyObject {
  /// The next input line, lent to `body`; nil after the last one.
  func withNextLine<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result?
  /// Hands over one block line.
  func emit(_ line: [UInt8]) throws
  /// Hands over the next bytes of a document of the format's own.
  func emitBytes(_ bytes: [UInt8]) throws
  /// Hands over one diagnostic.
  func diagnose(_ json: [UInt8]) throws
  /// Tells how much is done, from 0 to 1.
  func progress(_ fraction: Double)
  /// Whether nobody waits for the report any more.
  var isCancelled: Bool { get }
}
