import Glibc

/// Puts a server under load with findings and says how it did, in one line of `name=value`.
@main
enum KurukanLoad {
  static func main() {
    do {
      let options = try LoadOptions(Array(CommandLine.arguments.dropFirst()))
      if options.wantsHelp {
        print(LoadOptions.help)
        return
      }
      try run(options)
    } catch {
      writeError("kurukan-load: \(error)\n")
      exit(1)
    }
  }

  private static func run(_ options: LoadOptions) throws {
    let token = try Files.firstLine(of: options.tokenFile)
    let requests = FindingRequests(
      seed: options.seed, first: options.first, count: options.records, asItems: options.streams)
    var load = try Load(options: options, requests: requests)
    try load.open(token: token, preparing: FindingRequests.preparation)
    try load.run()
    let summary = load.summary
    print(summary.line)
    if let fault = summary.firstFault { throw LoadFault("\(summary.errors) errors, the first: \(fault)") }
  }
}

/// What ended the run.
struct LoadFault: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  /// A fault of the system call that just failed.
  static func system(_ what: String) -> LoadFault { LoadFault("\(what): \(String(cString: strerror(errno)))") }
}

/// Writes to standard error, unbuffered.
func writeError(_ text: String) {
  var text = text
  text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
}

/// Nanoseconds of a clock that only goes forward.
func now() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
}

/// Small files as text.
enum Files {
  static func firstLine(of path: String) throws -> String {
    guard let file = fopen(path, "r") else { throw LoadFault.system("cannot open \(path)") }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = fread(&buffer, 1, buffer.count, file)
    return String(decoding: buffer[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }
}
