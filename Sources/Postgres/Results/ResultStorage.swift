import CLibPQ

/// One result of libpq, freed with its last reader.
///
/// libpq only reads a result once it has been made, from whichever thread, which is why it may be shared.
final class ResultStorage: @unchecked Sendable {
  let handle: OpaquePointer
  let rowCount: Int
  let columnCount: Int

  init(_ handle: OpaquePointer) {
    self.handle = handle
    rowCount = Int(PQntuples(handle))
    columnCount = Int(PQnfields(handle))
  }

  deinit { PQclear(handle) }

  var status: ExecStatusType { PQresultStatus(handle) }

  func field(_ code: Character) -> String? {
    guard let ascii = code.asciiValue, let text = PQresultErrorField(handle, Int32(ascii)) else { return nil }
    return String(cString: text)
  }

  /// The command's tag, such as `INSERT 0 5`.
  var commandTag: String { PQcmdStatus(handle).map { String(cString: $0) } ?? "" }

  var affected: Int { PQcmdTuples(handle).flatMap { Int(String(cString: $0)) } ?? 0 }

  func columnName(_ column: Int) -> String {
    PQfname(handle, Int32(column)).map { String(cString: $0) } ?? "\(column)"
  }

  func columnType(_ column: Int) -> TypeOID { TypeOID(rawValue: PQftype(handle, Int32(column))) }
}
