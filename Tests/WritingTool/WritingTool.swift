import Glibc
import JSONBytes
import ReportDocument
import ReportWriters

/// Writes one document in one medium, for the gallery, the checks with readers and the benchmark: the work of
/// `kurukan-writer` without a server. The first line of standard input is the stamp, the others are blocks.
@main
enum WritingTool {
  static func main() {
    guard CommandLine.arguments.count == 2, let medium = ReportMedium(rawValue: CommandLine.arguments[1]) else {
      let media = ReportMedium.allCases.map(\.rawValue).joined(separator: ", ")
      fail("Usage: kurukan-writing MEDIUM <document >file, with one of \(media)")
    }
    do {
      try write(medium)
    } catch {
      fail("\(error)")
    }
  }

  private static func write(_ medium: ReportMedium) throws {
    var lines = InputLines()
    guard let first = lines.next(), let stamp = ReportStamp(json: try JSONValue(parsing: first)) else {
      fail("The first line is no stamp.")
    }
    var writer = medium.writer(stamp) { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
        guard count > 0 else { fail("The output is gone.") }
        rest = rest.dropFirst(count)
      }
    }
    while let line = lines.next() { try writer.write(try Block(line: line)) }
    try writer.finish()
  }

  private static func fail(_ message: String) -> Never {
    let bytes = Array((message + "\n").utf8)
    _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
    exit(1)
  }
}
