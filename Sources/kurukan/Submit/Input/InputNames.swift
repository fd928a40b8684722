import Glibc
import Violations

/// The files that arguments name: as they are, or by a pattern that no shell has expanded.
struct InputNames {
  private(set) var names: [String] = []
  /// What is wrong with the other arguments.
  private(set) var faults: [RecordFileFault] = []
  /// Bytes of the files; nil if one of them has no end that is known.
  private(set) var totalBytes: Int? = 0
  private var seen: Set<Identity> = []

  private struct Identity: Hashable {
    let device: dev_t
    let inode: ino_t
  }

  init(_ arguments: [String]) {
    for argument in arguments {
      if argument == "-" {
        if !names.contains("-") { names.append("-") }
        totalBytes = nil
      } else {
        add(argument)
      }
    }
  }

  private mutating func add(_ name: String) {
    var facts = stat()
    if stat(name, &facts) == 0 {
      guard facts.st_mode & S_IFMT != S_IFDIR else {
        faults.append(RecordFileFault(name, .folder(name)))
        return
      }
      // Named twice, as by two patterns, a file is sent once.
      guard seen.insert(Identity(device: facts.st_dev, inode: facts.st_ino)).inserted else { return }
      names.append(name)
      totalBytes = facts.st_mode & S_IFMT == S_IFREG ? totalBytes.map { $0 + Int(facts.st_size) } : nil
    } else if errno == ENOENT, name.contains(where: { "*?[".contains($0) }) {
      let found = Self.matches(of: name)
      if found.isEmpty { faults.append(RecordFileFault(name, .noMatch)) }
      for match in found { add(match) }
    } else {
      faults.append(RecordFileFault(FileError(.cannotOpen, name)))
    }
  }

  /// Files of the pattern, by their bytes in order; folders are passed over, as somebody else may have made them.
  private static func matches(of pattern: String) -> [String] {
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, 0, nil, &found) == 0 else { return [] }
    var names: [String] = []
    for index in 0..<Int(found.gl_pathc) {
      guard let path = found.gl_pathv[index] else { continue }
      var facts = stat()
      if stat(path, &facts) == 0, facts.st_mode & S_IFMT != S_IFDIR { names.append(String(cString: path)) }
    }
    return names
  }
}
