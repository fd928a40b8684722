import Foundation
import Glibc

/// Something on loopback that answers every connection as PostgreSQL does that refuses it.
public final class RefusingServer: Sendable {
  /// Its port.
  public let port: Int
  private let socket: Int32

  /// - Parameter sqlstate: the code of its refusal.
  public init(sqlstate: String) throws {
    (socket, port) = try LoopbackSocket.listening()
    let listener = socket
    // ErrorResponse of PostgreSQL's protocol 3.0: its length, then fields by their letters, each with a zero at its end.
    let fields = Array("SFATAL\0VFATAL\0C\(sqlstate)\0Mas if\0\0".utf8)
    let length = UInt32(fields.count + 4).bigEndian
    let answer = [UInt8(ascii: "E")] + withUnsafeBytes(of: length) { Array($0) } + fields
    Thread.detachNewThread {
      while true {
        let client = accept(listener, nil, nil)
        guard client >= 0 else { return }
        var request = [UInt8](repeating: 0, count: 1_024)
        _ = recv(client, &request, request.count, 0)
        _ = send(client, answer, answer.count, Int32(MSG_NOSIGNAL))
        close(client)
      }
    }
  }

  deinit {
    shutdown(socket, Int32(SHUT_RDWR))
    close(socket)
  }
}
