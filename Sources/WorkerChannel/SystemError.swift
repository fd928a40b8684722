import Glibc

/// What the last failed system call said.
enum SystemError {
  static var last: String { String(cString: strerror(errno)) }
}
