/// A file with a secret in its first line.
enum SecretFile {
  /// More than any of these files has.
  private static let limit = 16_384

  /// The line.
  ///
  /// Throws what keeps it from being read, with the remedy. Somebody may have put the secret itself where its file belongs;
  /// so what names no file in a folder that is there is not told.
  ///
  /// - Parameter flag: by what the file is named, such as `--database-file`.
  static func line(of path: String, named flag: String) throws -> String {
    guard isShown(path) else {
      throw CommandFailure(
        "\(flag): names no file. What stands there is not shown, since it may be the secret itself; write that into a file "
          + "and name the file.")
    }
    try FileAccess.check(path, .secret)
    let text = String(decoding: try FileBytes.read(path, limit: limit), as: UTF8.self)
    return String(text.prefix { !$0.isNewline })
  }

  /// Whether this is a path, be the file there or not.
  static func isShown(_ path: String) -> Bool {
    if FileBytes.isThere(path) { return true }
    guard let slash = path.lastIndex(of: "/") else { return false }
    return FileBytes.isThere(slash == path.startIndex ? "/" : String(path[..<slash]))
  }
}
