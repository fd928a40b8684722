import Glibc
import JSONBytes

/// Input lines as the core sends them, kept beside the plugin's sources.
struct FixtureFile {
  /// The rows by input.
  private(set) var rows: [String: [JSONValue]] = [:]

  init(_ name: String, plugin: String, testFile: String = #filePath) throws {
    let root = testFile.split(separator: "/").dropLast(3).joined(separator: "/")
    let path = "/\(root)/Plugins/\(plugin)/Fixtures/\(name)"
    for line in try Self.read(path).split(separator: UInt8(ascii: "\n")) {
      let json = try JSONValue(parsing: Array(line))
      guard let input = json["input"]?.string, let row = json["row"] else { continue }
      rows[input, default: []].append(row)
    }
  }

  private static func read(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "r") else { throw MissingFixture(path: path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      guard count > 0 else { return bytes }
      bytes += chunk.prefix(count)
    }
  }

  struct MissingFixture: Error { let path: String }
}
