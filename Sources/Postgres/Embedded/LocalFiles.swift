import Glibc

/// The few file operations that a cluster needs, with faults in words.
enum LocalFiles {
  /// More than any file read here has.
  static let readLimit = 1 << 20

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 }

  /// The text of a small file, or nil when there is none.
  static func read(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { closeDescriptor(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while bytes.count < readLimit {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes a file anew; never through a symbolic link.
  static func write(_ text: String, to path: String, mode: mode_t) throws(ClusterError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode)
    guard descriptor >= 0 else { throw fault("write", path) }
    defer { closeDescriptor(descriptor) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw fault("write", path) }
      rest = rest.dropFirst(count)
    }
    // The mode above is lessened by the umask.
    guard fchmod(descriptor, mode) == 0 else { throw fault("write", path) }
  }

  /// A new file to which output can be sent.
  static func openForAppending(_ path: String) throws(ClusterError) -> Int32 {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw fault("write", path) }
    return descriptor
  }

  /// Makes a folder and those above it; true when it is new.
  static func makeFolder(_ path: String, mode: mode_t) throws(ClusterError) -> Bool {
    if mkdir(path, mode) == 0 {
      guard chmod(path, mode) == 0 else { throw fault("make the folder", path) }
      return true
    }
    switch errno {
    case EEXIST: return false
    case ENOENT:
      guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
        throw fault("make the folder", path)
      }
      _ = try makeFolder(String(path[..<slash]), mode: 0o755)
      guard mkdir(path, mode) == 0 || errno == EEXIST else { throw fault("make the folder", path) }
      guard chmod(path, mode) == 0 else { throw fault("make the folder", path) }
      return true
    default: throw fault("make the folder", path)
    }
  }

  static func fault(_ what: String, _ path: String) -> ClusterError {
    let reason = strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
    return ClusterError(.files, "Could not \(what) \(path): \(reason).")
  }
}
