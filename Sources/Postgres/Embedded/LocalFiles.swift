import Glibc

/// The few file operations that a cluster needs, with faults in words.
enum LocalFiles {
  /// More than any file read here has.
  static let readLimit = 1 << 20

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 }

  /// The size of a file in bytes, or nil when there is none.
  static func size(_ path: String) -> Int? {
    var facts = stat()
    return stat(path, &facts) == 0 ? Int(facts.st_size) : nil
  }

  /// The names in a folder, in no order; none when it cannot be read.
  static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// The text of a small file, or of its rest after `start` bytes, or nil when there is none.
  static func read(_ path: String, from start: Int = 0) -> String? {
    bytes(path, from: start, limit: readLimit).map { String(decoding: $0, as: UTF8.self) }
  }

  /// At most `limit` bytes of a file, or nil when there is none.
  static func bytes(_ path: String, from start: Int = 0, limit: Int) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { closeDescriptor(descriptor) }
    guard start == 0 || lseek(descriptor, start, SEEK_SET) >= 0 else { return nil }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while bytes.count < limit {
      let count = Glibc.read(descriptor, &buffer, min(buffer.count, limit - bytes.count))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return bytes
  }

  /// Writes a file beside its place and moves it there, so that it is the old one or the new one whenever power fails.
  static func write(_ text: String, to path: String, mode: mode_t) throws(ClusterError) {
    let unfinished = path + ".new"
    guard unlink(unfinished) == 0 || errno == ENOENT else { throw fault("write", path) }
    let descriptor = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
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
    guard fchmod(descriptor, mode) == 0, fsync(descriptor) == 0, rename(unfinished, path) == 0 else {
      throw fault("write", path)
    }
    try sync(folderOf: path)
  }

  /// Waits until the names in the folder that holds `path` are on disk.
  static func sync(folderOf path: String) throws(ClusterError) {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    // One that may be entered and not read is not ours, nor is it new.
    guard descriptor >= 0 else {
      guard errno == EACCES else { throw fault("open", folder) }
      return
    }
    defer { closeDescriptor(descriptor) }
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw fault("write", folder) }
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
      try sync(folderOf: path)
      return true
    }
    switch errno {
    case EEXIST: return false
    case ENOENT:
      guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
        throw fault("make the folder", path)
      }
      _ = try makeFolder(String(path[..<slash]), mode: 0o755)
      return try makeFolder(path, mode: mode)
    default: throw fault("make the folder", path)
    }
  }

  static func fault(_ what: String, _ path: String) -> ClusterError {
    let reason = strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
    return ClusterError(.files, "Could not \(what) \(path): \(reason).")
  }
}
