import CLibPQ

/// Takes libpq's notices to the configured closure, and keeps the last warnings of the connection.
final class NoticeBox {
  private let handler: @Sendable (Notice) -> Void
  private var warnings: [Notice] = []

  init(_ handler: @escaping @Sendable (Notice) -> Void) { self.handler = handler }

  /// The warnings that came since they were taken last, the oldest first.
  func takeWarnings() -> [Notice] {
    defer { warnings = [] }
    return warnings
  }

  private func take(_ notice: Notice) {
    if notice.severity == "WARNING" {
      if warnings.count == PostgresLimits.warningsKept { warnings.removeFirst() }
      warnings.append(notice)
    }
    handler(notice)
  }

  static let receive: @convention(c) (UnsafeMutableRawPointer?, OpaquePointer?) -> Void = { box, result in
    guard let box, let result else { return }
    func field(_ code: Character) -> String {
      guard let ascii = code.asciiValue, let text = PQresultErrorField(result, Int32(ascii)) else {
        return ""
      }
      return String(cString: text)
    }
    let notice = Notice(severity: field("V"), sqlstate: field("C"), message: field("M"))
    Unmanaged<NoticeBox>.fromOpaque(box).takeUnretainedValue().take(notice)
  }
}
