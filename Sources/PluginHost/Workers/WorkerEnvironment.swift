import CLinux
import Glibc

/// The environment of a worker: nothing of the server's own.
enum WorkerEnvironment {
  private static let variables: [String] = {
    var variables = [
      // The backtracer would start a second program and write pages of text.
      "SWIFT_BACKTRACE=enable=no",
      // The same input gives the same bytes: sets and dictionaries keep their order from run to run.
      "SWIFT_DETERMINISTIC_HASHING=1",
    ]
    var folder = [CChar](repeating: 0, count: Int(PATH_MAX))
    if kurukan_library_folder(KURUKAN_RUNTIME_SYMBOL, &folder, folder.count) == 0 {
      // A plugin is loaded from memory and has no folder from which a path to its libraries could lead.
      variables.append("LD_LIBRARY_PATH=\(folder.withUnsafeBufferPointer { String(cString: $0.baseAddress!) })")
    }
    return variables
  }()

  /// Lends the variables as execve(2) takes them.
  static func withPointers<Result>(_ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result) -> Result {
    withPointers(variables, body)
  }

  /// Lends texts as execve(2) takes them.
  static func withPointers<Result>(
    _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
  ) -> Result {
    var pointers = texts.map { UnsafePointer(strdup($0)) as UnsafePointer<CChar>? } + [nil]
    defer { for pointer in pointers { free(UnsafeMutablePointer(mutating: pointer)) } }
    return body(&pointers)
  }
}
