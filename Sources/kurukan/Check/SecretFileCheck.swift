import Glibc
import Settings

/// Whether files with secrets are closed to others.
enum SecretFileCheck {
  static func findings(_ settings: ServerSettings) -> [CheckFinding] {
    settings.values.settings.filter(\.isSecret).compactMap { setting in
      guard let path = settings.values.text(setting) else { return nil }
      var entry = stat()
      guard stat(path, &entry) == 0, entry.st_mode & S_IROTH != 0 else { return nil }
      return .warning(
        "files", "everybody on this machine can read \(path).",
        remedy: "Close it, unless its folder is closed: chmod o= \(ShellWord(path))")
    }
  }
}
