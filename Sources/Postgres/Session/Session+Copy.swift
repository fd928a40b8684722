import CLibPQ
import Glibc

extension Session {
  enum CopyDirection {
    case `in`, out

    var status: ExecStatusType { self == .in ? PGRES_COPY_IN : PGRES_COPY_OUT }
  }

  /// Starts a COPY; `isCopying` is set from then on until it has ended.
  func startCopy(_ sql: SQL, _ direction: CopyDirection) throws(DatabaseError) {
    try checkStart()
    if let fault = sql.fault { throw fault }
    guard sql.parameters.isEmpty else { throw DatabaseError(.usage, "COPY takes no parameters.") }
    guard PQsendQuery(handle, sql.text) == 1 else { throw refused() }
    try flush()
    guard let first = try nextResult() else { throw lost() }
    if first.status == direction.status {
      isCopying = true
      guard let interruption = operation.interruption else { return }
      try abandonCopy()
      throw interruptionError(interruption)
    }
    if isCopy(first) {
      giveUp()
      throw DatabaseError(.usage, "The COPY goes in the other direction; the connection is closed.")
    }
    let failure = isSuccess(first) ? DatabaseError(.usage, "The statement is no COPY.") : error(from: first)
    while !isBroken, try nextResult() != nil {}
    throw failure
  }

  /// Rows of a COPY TO, some 64 KiB together, or nil at its end.
  func readCopy() throws(DatabaseError) -> [UInt8]? {
    var piece: [UInt8] = []
    while piece.count < PostgresLimits.copyChunk {
      var buffer: UnsafeMutablePointer<CChar>?
      let count = PQgetCopyData(handle, &buffer, 1)
      if count > 0, let buffer {
        piece.append(contentsOf: UnsafeRawBufferPointer(start: buffer, count: Int(count)))
        PQfreemem(buffer)
      } else if count == 0 {
        if !piece.isEmpty { return piece }
        try wait(for: POLLIN)
        guard PQconsumeInput(handle) == 1 else { throw lost() }
      } else {
        if count == -1, !piece.isEmpty { return piece }
        try endCopy()
        return nil
      }
    }
    return piece
  }

  /// Sends bytes of a COPY FROM; returns when libpq has handed them to the system.
  func writeCopy(_ bytes: UnsafeRawBufferPointer) throws(DatabaseError) {
    var start = 0
    while start < bytes.count {
      let end = min(start + PostgresLimits.copyChunk, bytes.count)
      let part = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
      switch PQputCopyData(handle, part.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(part.count)) {
      case 1: start = end
      case 0: try wait(for: POLLIN | POLLOUT)
      default: throw refused()
      }
      try flush()
      if let interruption = operation.interruption {
        // The server answers the end of the data only now that it has been told.
        _ = PQputCopyEnd(handle, "cancelled")
        try endCopy()
        throw interruptionError(interruption)
      }
    }
  }

  /// Sends bytes of a COPY FROM; returns when libpq has handed them to the system.
  func writeCopy(_ bytes: [UInt8]) throws(DatabaseError) {
    let sent: Result<Void, DatabaseError> = bytes.withUnsafeBytes { bytes in
      do throws(DatabaseError) {
        return .success(try writeCopy(bytes))
      } catch {
        return .failure(error)
      }
    }
    try sent.get()
  }

  /// Ends a COPY FROM; the number of rows.
  func finishCopyIn() throws(DatabaseError) -> Int {
    try checkStart()
    guard PQputCopyEnd(handle, nil) == 1 else { throw refused() }
    return try endCopy()
  }

  /// Ends a COPY early, on the server too.
  func abandonCopy() throws(DatabaseError) {
    // Of the two only the one that fits the direction succeeds, so the other's answer means nothing.
    if PQputCopyEnd(handle, "abandoned") == 1 {
      try flush()
    } else {
      interrupt(.cancelled)
    }
    _ = try? endCopy()
  }

  /// Reads to the end of the COPY, throwing away what still comes; throws the server's error.
  @discardableResult
  private func endCopy() throws(DatabaseError) -> Int {
    try flush()
    var affected = 0
    var failure: DatabaseError?
    while let result = try nextResult() {
      if result.status == PGRES_COPY_OUT {
        try discardCopyData()
      } else if isSuccess(result) {
        affected = result.affected
      } else if result.status == PGRES_FATAL_ERROR {
        failure = failure ?? error(from: result)
      }
      if isBroken { break }
    }
    isCopying = false
    if let failure { throw failure }
    return affected
  }

  private func discardCopyData() throws(DatabaseError) {
    while true {
      var buffer: UnsafeMutablePointer<CChar>?
      let count = PQgetCopyData(handle, &buffer, 1)
      if count > 0 {
        PQfreemem(buffer)
      } else if count == 0 {
        try wait(for: POLLIN)
        guard PQconsumeInput(handle) == 1 else { throw lost() }
      } else {
        return
      }
    }
  }
}
