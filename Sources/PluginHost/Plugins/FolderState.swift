import Glibc

/// What a plugins' folder looks like from outside: names, and enough of the files to see that one is another now.
struct FolderState: Equatable, Sendable {
  private struct File: Equatable {
    let name: String
    let device: UInt64
    let inode: UInt64
    let bytes: Int64
    let seconds: Int
    let nanoseconds: Int
  }

  private let files: [File]

  /// The folder now; nil if it cannot be read.
  init?(_ folder: String) {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var files: [File] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasSuffix(".so") || name == ApprovedDigests.fileName else { continue }
      var status = stat()
      // A link to nowhere is a file of no content.
      _ = stat(folder + "/" + name, &status)
      files.append(
        File(
          name: name, device: UInt64(status.st_dev), inode: UInt64(status.st_ino), bytes: Int64(status.st_size),
          seconds: status.st_ctim.tv_sec, nanoseconds: status.st_ctim.tv_nsec))
    }
    self.files = files.sorted { $0.name < $1.name }
  }
}
