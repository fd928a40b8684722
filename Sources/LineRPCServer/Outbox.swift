/// The bytes that wait to be written to one client, in the order in which they must be written.
///
/// Cut into pieces, so that progress shows and memory is freed while a slow client reads.
struct Outbox {
  /// A piece is closed when it has grown to this.
  private static let pieceBytes = 64 << 10

  private var pieces: [[UInt8]] = []
  private var current: [UInt8] = []
  /// Bytes that wait here or have been handed to the channel and not been written yet.
  private(set) var waitingBytes = 0
  /// Whether the event loop has been asked to come and write.
  var isWakeScheduled = false

  /// Appends what `write` appends.
  mutating func append(_ write: (inout [UInt8]) -> Void) {
    let before = current.count
    write(&current)
    waitingBytes += current.count - before
    guard current.count >= Self.pieceBytes else { return }
    pieces.append(current)
    current = []
  }

  /// Takes everything, to be handed to the channel.
  mutating func take() -> [[UInt8]] {
    var taken = pieces
    if !current.isEmpty { taken.append(current) }
    pieces = []
    current = []
    return taken
  }

  /// Notes that bytes taken before have been written.
  mutating func written(_ count: Int) { waitingBytes -= count }

  /// Drops what has not been taken.
  mutating func discard() {
    for piece in take() { waitingBytes -= piece.count }
  }
}
