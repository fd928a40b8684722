import CLibPQ

/// Takes libpq's notices to the configured closure.
final class NoticeBox {
  private let handler: @Sendable (Notice) -> Void

  init(_ handler: @escaping @Sendable (Notice) -> Void) { self.handler = handler }

  static let receive: @convention(c) (UnsafeMutableRawPointer?, OpaquePointer?) -> Void = { box, result in
    guard let box, let result else { return }
    func field(_ code: Character) -> String {
      guard let ascii = code.asciiValue, let text = PQresultErrorField(result, Int32(ascii)) else {
        return ""
      }
      return String(cString: text)
    }
    let notice = Notice(severity: field("V"), sqlstate: field("C"), message: field("M"))
    Unmanaged<NoticeBox>.fromOpaque(box).takeUnretainedValue().handler(notice)
  }
}
