/// The space on the disk of the data folder.
enum DiskCheck {
  /// Less is too little to begin with.
  static let fewestBytes = 100 << 20
  /// Less is to be made more before it is used up.
  static let scarceBytes = 1 << 30
  /// Files and folders that can still be made.
  static let fewestFiles = 1_000
  static let scarceFiles = 20_000

  static func findings(_ folder: String) -> [CheckFinding] {
    var path = folder
    // What is not there yet will be on the disk of the nearest folder above it.
    while !FileBytes.isThere(path), path.contains("/"), path != "/" {
      path = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
      if path.isEmpty { path = "/" }
    }
    if !FileBytes.isThere(path) { path = "." }
    do throws(DiskFault) {
      let space = try DiskSpace(of: path)
      return [finding(path, bytes: space.freeBytes, files: space.files == 0 ? .max : space.freeFiles)]
    } catch {
      return [.fault("disk", "\(error)")]
    }
  }

  static func finding(_ path: String, bytes: Int, files: Int) -> CheckFinding {
    let left = "\(bytes >> 20) MiB" + (files == .max ? "" : " and \(files) files") + " are left on the disk of \(path)"
    let remedy = "Make room, or give it a larger disk."
    if bytes < fewestBytes || files < fewestFiles {
      return .fault("disk", left + ", which is too little.", remedy: remedy)
    }
    if bytes < scarceBytes || files < scarceFiles { return .warning("disk", left + ".", remedy: remedy) }
    return .ok("disk", left)
  }
}
