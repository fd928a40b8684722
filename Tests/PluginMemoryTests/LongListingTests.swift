import Glibc
import JSONBytes
import PluginHost
import ReportDocument
import Synchronization
import Testing

/// A report of 200,000 rows from its inputs to its medium. Alone in its process, whose memory it measures.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct LongListingTests {
  private static let rows = 200_000
  private static let megabyte = 1 << 20

  private struct NoFigure: Error {}

  private static func residentBytes(_ process: String = "self") throws -> Int {
    guard let file = fopen("/proc/\(process)/statm", "r") else { throw NoFigure() }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = fread(&buffer, 1, buffer.count, file)
    let fields = String(decoding: buffer[..<count], as: UTF8.self).split(separator: " ")
    guard fields.count > 1, let pages = Int(fields[1]) else { throw NoFigure() }
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// The processes that this one has started.
  private static var children: [String] {
    // Workers are children of the host's own thread.
    ThreadList.all.flatMap { thread -> [String] in
      guard let file = fopen("/proc/self/task/\(thread)/children", "r") else { return [] }
      defer { fclose(file) }
      var buffer = [UInt8](repeating: 0, count: 1_024)
      let count = fread(&buffer, 1, buffer.count, file)
      return String(decoding: buffer[..<count], as: UTF8.self).split(separator: " ").map(String.init)
    }
  }

  private enum ThreadList {
    static var all: [String] {
      guard let stream = opendir("/proc/self/task") else { return [] }
      defer { closedir(stream) }
      var names: [String] = []
      while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if Int(name) != nil { names.append(name) }
      }
      return names
    }
  }

  /// The most memory that was seen, of this process and of its workers.
  private final class Highest: Sendable {
    private let state = Mutex((own: 0, worker: 0))

    var own: Int { state.withLock { $0.own } }
    var worker: Int { state.withLock { $0.worker } }

    func look() {
      let own = (try? LongListingTests.residentBytes()) ?? 0
      let worker = LongListingTests.children.compactMap { try? LongListingTests.residentBytes($0) }.max() ?? 0
      state.withLock { state in
        state.own = max(state.own, own)
        state.worker = max(state.worker, worker)
      }
    }
  }

  private static let products: String = {
    var buffer = [CChar](repeating: 0, count: 4_096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let path = String(decoding: buffer.prefix(max(count, 0)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    return path.split(separator: "/").dropLast().reduce(into: "") { $0 += "/" + $1 }
  }()

  @Test("200,000 rows are a report, and neither the server nor its workers grow with them")
  func flat() async throws {
    var template = Array("/tmp/kurukan-listing-XXXXXX".utf8CString)
    let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    let blocks = folder + "/blocks"
    symlink(Self.products + "/libFixtureSwift.so", folder + "/libFixtureSwift.so")
    defer {
      unlink(folder + "/libFixtureSwift.so")
      unlink(blocks)
      rmdir(folder)
    }
    let host = try PluginHost(PluginHostConfiguration(programsFolder: Self.products, pluginsFolder: folder))
    let plugin = try #require(try await host.reload().plugins.first)
    let row: JSONValue = ["title": "Constat", "statement": "Une phrase de longueur ordinaire sur la gouvernance."]
    let (bytes, rows) = (row.bytes, Self.rows)
    let request: JSONValue = [
      "report": "listing/findings", "language": "fr", "level": "public", "programme": "p", "parameters": [:],
      "withheld": [], "reportDate": "2024-06-30",
    ]
    // Warm up what a first report brings into memory.
    for _ in 0..<3 {
      _ = try await host.compose(
        ComposeJob(plugin: plugin, request: request, deadline: .now + .seconds(30)),
        inputs: { sink in
          try await sink.end("counts")
          for _ in 0..<1_000 { try await sink.send(bytes, to: "findings") }
          try await sink.end("findings")
        }, blocks: { _ in })
    }
    let before = try Self.residentBytes()
    let highest = Highest()
    let file = try #require(fopen(blocks, "w+"))
    defer { fclose(file) }
    nonisolated(unsafe) let kept = file
    let composition = try await host.compose(
      ComposeJob(plugin: plugin, request: request, deadline: .now + .seconds(170)),
      inputs: { sink in
        try await sink.end("counts")
        for _ in 0..<rows { try await sink.send(bytes, to: "findings") }
        try await sink.end("findings")
      },
      blocks: { lines in
        fwrite(lines, 1, lines.count, kept)
        highest.look()
      })
    #expect(composition.blocks > rows)
    rewind(file)
    let written = try await host.write(
      WriteJob(
        medium: "html", stamp: ReportStamp(language: .french, level: "Public", programme: "P"),
        deadline: .now + .seconds(170)),
      blocks: { sink in
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        while true {
          let count = fread(&buffer, 1, buffer.count, kept)
          if count == 0 { return }
          try await sink.send(Array(buffer[..<count]))
        }
      }, output: { _ in highest.look() })
    #expect(written.bytes > rows * 50)
    #expect(highest.own - before < 24 * Self.megabyte, "\((highest.own - before) / Self.megabyte) MB")
    #expect(highest.worker > 0 && highest.worker < 64 * Self.megabyte, "\(highest.worker / Self.megabyte) MB")
    await host.shutdown()
  }
}
