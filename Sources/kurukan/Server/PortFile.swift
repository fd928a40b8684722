import Glibc

/// The file that tells a server's port to whoever started it.
struct PortFile: Sendable {
  let path: String
  /// The file, opened while it could be: a server that gives up root could not make it later. Until the server listens,
  /// it is empty.
  private let opened: Int32?

  /// - Parameter now: whether this process gives up root before it listens.
  init(_ path: String, now: Bool) throws {
    self.path = path
    guard now else {
      opened = nil
      return
    }
    // Another file in its place, so that nothing is written through a link.
    guard !FileBytes.isRegularFile(path) || unlink(path) == 0 else { throw FileError(.cannotWrite, path) }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError(.cannotCreate, path) }
    opened = descriptor
  }

  func write(_ port: Int) throws {
    let text = Array("\(port)\n".utf8)
    guard let opened else { return try FileBytes.write(text, to: path) }
    defer { close(opened) }
    guard text.withUnsafeBytes({ Glibc.write(opened, $0.baseAddress, $0.count) }) == text.count else {
      throw FileError(.cannotWrite, path)
    }
  }
}
