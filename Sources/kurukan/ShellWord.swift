/// A path as a person can paste it into a shell.
struct ShellWord: CustomStringConvertible {
  let description: String

  init(_ path: String) {
    let isPlain = !path.isEmpty && path.utf8.allSatisfy { $0 > 0x2A && $0 < 0x7B && !";<=>?[\\]^`".utf8.contains($0) }
    description =
      isPlain
      ? path : "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
