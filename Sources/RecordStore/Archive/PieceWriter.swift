import Postgres

/// Gathers bytes into pieces and puts each into the database once it is full. Used by one task at a time.
public actor PieceWriter {
  nonisolated let run: String
  nonisolated let part: String
  private let pool: ConnectionPool
  private var waiting: [UInt8] = []
  private var number: Int32 = 0

  init(pool: ConnectionPool, run: String, part: String) {
    self.pool = pool
    self.run = run
    self.part = part
  }

  /// Takes bytes; returns when whole pieces of them are committed.
  public func append(_ bytes: [UInt8]) async throws {
    waiting += bytes
    while waiting.count >= ArchiveLimits.pieceBytes {
      let piece = Array(waiting.prefix(ArchiveLimits.pieceBytes))
      waiting.removeFirst(piece.count)
      try await put(piece)
    }
  }

  /// Puts what is left; returns when all is committed.
  public func finish() async throws {
    guard !waiting.isEmpty else { return }
    let piece = waiting
    waiting = []
    try await put(piece)
  }

  private func put(_ piece: [UInt8]) async throws {
    let place = number
    number += 1
    try await pool.query(
      "INSERT INTO report_piece (run, part, number, bytes) VALUES (\(run), \(part), \(place), \(piece))")
  }
}
