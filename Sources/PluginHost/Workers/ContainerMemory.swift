import Glibc

/// The memory that this process and its children may use together, where a container or a unit of the system says so.
enum ContainerMemory {
  /// In bytes; nil where nothing is said (cgroups(7), versions 2 and 1).
  static var limit: Int? {
    ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"].lazy.compactMap { limit(of: $0) }.first
  }

  /// What a file of that kind says; nil if it is not there, or says that there is no limit.
  static func limit(of file: String) -> Int? {
    guard let stream = fopen(file, "r") else { return nil }
    defer { fclose(stream) }
    var line = [CChar](repeating: 0, count: 64)
    guard fgets(&line, Int32(line.count), stream) != nil else { return nil }
    let text = String(decoding: line.prefix { $0 != 0 && $0 != 0x0A }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    // Version 1 says the highest multiple of a page for "no limit".
    guard let bytes = Int(text), bytes < 1 << 60 else { return nil }
    return bytes
  }
}
