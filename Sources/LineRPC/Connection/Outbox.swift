/// The bytes that wait to be written to one client, in the order in which they must be written.
///
/// Cut into pieces of whole lines, of which a few at a time are handed on: so progress shows, memory is freed while a
/// slow client reads, and what has not been handed on can be dropped without cutting a line.
struct Outbox {
  /// A piece is closed when it has grown to this.
  private static let pieceBytes = 16 << 10
  /// No further piece is handed on while this much is on its way.
  static let handedBytes = 256 << 10

  private var pieces: [[UInt8]] = []
  /// How many of the pieces have been handed on since the array was last cut.
  private var next = 0
  private var current: [UInt8] = []
  /// Bytes that were handed on and have not been written yet.
  private(set) var handed = 0
  /// Bytes that wait here or have been handed on and not been written yet.
  private(set) var waiting = 0

  /// Whether something waits that may be handed on now.
  var canHandOn: Bool { handed < Self.handedBytes && waiting > handed }

  /// Appends what `write` appends: whole lines.
  mutating func append(_ write: (inout [UInt8]) -> Void) {
    let before = current.count
    write(&current)
    waiting += current.count - before
    guard current.count >= Self.pieceBytes else { return }
    pieces.append(current)
    current = []
  }

  /// Takes what may be handed on now.
  mutating func take() -> [[UInt8]] {
    guard canHandOn else { return [] }
    var taken: [[UInt8]] = []
    while handed < Self.handedBytes, next < pieces.count {
      taken.append(pieces[next])
      handed += pieces[next].count
      pieces[next] = []
      next += 1
    }
    guard next == pieces.count else { return taken }
    pieces = []
    next = 0
    if handed < Self.handedBytes, !current.isEmpty {
      taken.append(current)
      handed += current.count
      current = []
    }
    return taken
  }

  /// Notes that bytes that were handed on have been written.
  mutating func written(_ count: Int) {
    waiting -= count
    handed -= count
  }

  /// Drops what has not been handed on.
  mutating func discard() {
    pieces = []
    next = 0
    current = []
    waiting = handed
  }
}
