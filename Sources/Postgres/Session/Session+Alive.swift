import CLibPQ
import Glibc

extension Session {
  /// Looks, without waiting, whether the server has ended the connection.
  func isAlive() -> Bool {
    // What comes unasked is a notice, a changed setting, or the end. Of the end libpq reads the message first; that nothing
    // follows it shows the next look, which over TCP alone tells it.
    for _ in 0..<PostgresLimits.unaskedReads where !isBroken {
      var descriptors = [pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)]
      guard pollDescriptors(&descriptors, milliseconds: 0), descriptors[0].revents != 0 else { break }
      let isRead = PQconsumeInput(handle) == 1 && PQstatus(handle) != CONNECTION_BAD
      if !isRead || descriptors[0].revents & Int16(POLLHUP | POLLERR) != 0 { giveUp() }
    }
    return !isBroken
  }
}
