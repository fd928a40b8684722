import JSONBytes
import LineRPC
import Synchronization
import Violations

/// What a writer makes for a typesetter: one JSON document, held until it is whole.
final class PrintData: Sendable {
  /// Bytes of an item before escapes.
  private static let pieceBytes = 64 << 10

  private let bytes = Mutex<[UInt8]>([])
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  /// Takes a piece, cut anywhere.
  func take(_ piece: [UInt8]) throws {
    let isWithin = bytes.withLock { bytes in
      bytes += piece
      return bytes.count <= limit
    }
    guard isWithin else { throw Self.tooLong(limit) }
  }

  /// The items that carry it to a typesetter: texts that make the document when they are put together.
  func send(to exchange: WorkerExchange) async throws {
    let bytes = bytes.withLock { $0 }
    var start = 0
    while start < bytes.count {
      let end = Self.end(of: bytes, from: start)
      var item = JSONWriter(capacity: end - start + 64)
      item.beginObject()
      item.member("data", String(decoding: bytes[start..<end], as: UTF8.self))
      item.endObject()
      try await exchange.sendInput("{\"id\":1,\"item\":".utf8 + item.bytes + "}\n".utf8)
      start = end
    }
  }

  /// Where a piece ends that holds whole characters only.
  private static func end(of bytes: [UInt8], from start: Int) -> Int {
    var end = min(start + pieceBytes, bytes.count)
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }

  private static func tooLong(_ limit: Int) -> Status {
    let size = "\(limit >> 20) MiB"
    return Status(
      .renderingLimit,
      Wording(
        en: "The report is too long for PDF: what is to be printed has more than \(size).",
        fr: "Le rapport est trop long pour un PDF : ce qui doit être imprimé dépasse \(size)."),
      hint: Wording(
        en: "Ask for a shorter period or fewer records, or choose another medium, such as html.",
        fr: "Demandez une période plus courte ou moins d’enregistrements, ou choisissez un autre support, tel que html."
      ))
  }
}
