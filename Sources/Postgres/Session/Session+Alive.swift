import CLibPQ
import Glibc

extension Session {
  /// Looks, without waiting, whether the server has ended the connection.
  func isAlive() -> Bool {
    guard !isBroken else { return false }
    var descriptors = [pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)]
    if pollDescriptors(&descriptors, milliseconds: 0), descriptors[0].revents != 0 {
      // What comes unasked is a notice, a changed setting, or the end.
      if PQconsumeInput(handle) != 1 || PQstatus(handle) == CONNECTION_BAD { giveUp() }
      // A FATAL message is only read as a result once the end of file follows it.
      if !isBroken, descriptors[0].revents & Int16(POLLHUP | POLLERR) != 0 { giveUp() }
    }
    return !isBroken
  }
}
