import Glibc

/// What a file system has and what of it is left, as statvfs(3) tells.
struct DiskSpace {
  /// Bytes that it has, and those that are left to others than root.
  let bytes: Int
  let freeBytes: Int
  /// Files and folders that it can hold, and those that can still be made by others than root; both 0 where it counts none.
  let files: Int
  let freeFiles: Int

  /// Looks at the file system that a folder or file lies on. Throws ``DiskFault``.
  init(of path: String) throws(DiskFault) {
    var facts = statvfs()
    guard statvfs(path, &facts) == 0 else {
      throw DiskFault(description: "Cannot look at the disk of \(path): \(String(cString: strerror(errno)))")
    }
    let block = Int(clamping: facts.f_frsize)
    bytes = Int(clamping: facts.f_blocks) * block
    freeBytes = Int(clamping: facts.f_bavail) * block
    files = Int(clamping: facts.f_files)
    freeFiles = Int(clamping: facts.f_favail)
  }
}

/// Why nothing can be said of a disk.
struct DiskFault: Error, CustomStringConvertible {
  let description: String
}
