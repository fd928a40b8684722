import Glibc
import PluginHost

/// Whether the server's user may use the folders and programs that it needs.
struct FolderCheck {
  let settings: ServerSettings
  let handsOver: Bool

  func findings() -> [CheckFinding] { [data()] + programs() }

  private func data() -> CheckFinding {
    let path = settings.dataFolder
    var entry = stat()
    guard stat(path, &entry) == 0 else {
      guard errno == ENOENT else {
        return .fault("data", "Cannot look at \(path): \(String(cString: strerror(errno)))")
      }
      return made(path)
    }
    guard entry.st_mode & S_IFMT == S_IFDIR else {
      return .fault("data", "\(path) is no folder.", remedy: "Name another with --data.")
    }
    if handsOver, entry.st_uid == 0 {
      return .ok("data", "\(path) is root's; a start gives it to \(FileAccess.user())")
    }
    do {
      try FileAccess.check(path, .own)
    } catch {
      return .fault("data", error)
    }
    guard entry.st_mode & (S_IRWXO & ~S_IXOTH) == 0 else {
      return .warning(
        "data", "others may look into \(path), which holds tokens.", remedy: "Close it: chmod o-rw \(ShellWord(path))")
    }
    return .ok("data", "\(path) can be written")
  }

  /// A folder that is not there yet is made at the start; root may do so wherever it likes.
  private func made(_ path: String) -> CheckFinding {
    let parent = path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) : "."
    let above = parent.isEmpty ? "/" : parent
    guard handsOver || access(above, W_OK | X_OK) == 0 else {
      return .fault(
        "data", "\(path) is not there, and \(FileAccess.user()) cannot make it in \(above).",
        remedy: "Make it: install -d -m 700 -o \(FileAccess.user()) \(ShellWord(path))")
    }
    return .ok("data", "\(path) is not there; a start makes it")
  }

  private func programs() -> [CheckFinding] {
    let hosting = settings.hosting
    let faults = [hosting.composerPath, hosting.writerPath].compactMap { path -> CheckFinding? in
      do throws(CommandFailure) {
        guard FileBytes.isThere(path) else {
          throw CommandFailure("there is no \(path). Name its folder with --workers, or install it anew.")
        }
        try FileAccess.check(path, .program)
        return nil
      } catch {
        return .fault("programs", error)
      }
    }
    return faults.isEmpty ? [.ok("programs", "composer and writer can be started")] : faults
  }
}
