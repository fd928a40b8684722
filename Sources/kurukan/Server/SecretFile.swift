/// A file with a secret in its first line.
enum SecretFile {
  /// More than any of these files has.
  private static let limit = 16_384

  /// The line. Throws what keeps it from being read, with the remedy.
  static func line(of path: String) throws -> String {
    try FileAccess.check(path, .secret)
    let text = String(decoding: try FileBytes.read(path, limit: limit), as: UTF8.self)
    return String(text.prefix { !$0.isNewline })
  }
}
