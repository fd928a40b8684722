import Glibc
import Violations

/// What stands in folders.
enum FolderListing {
  /// The files of a folder whose names end so, sorted by name.
  static func files(in folder: String, ending: String) throws(FileError) -> [String] {
    try names(in: folder).filter { $0.hasSuffix(ending) }.sorted().map { "\(folder)/\($0)" }
  }

  /// Removes a folder and what is in it, as far as that can be done.
  static func remove(_ folder: String) {
    for name in (try? names(in: folder)) ?? [] {
      let path = "\(folder)/\(name)"
      if unlink(path) != 0 { remove(path) }
    }
    rmdir(folder)
  }

  private static func names(in folder: String) throws(FileError) -> [String] {
    guard let stream = opendir(folder) else { throw FileError("Cannot open the folder", folder) }
    return names(stream)
  }

  /// What a folder holds beside itself and the one above. Closes it.
  static func names(_ stream: OpaquePointer) -> [String] {
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
