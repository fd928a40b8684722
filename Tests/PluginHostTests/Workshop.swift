import Glibc
import JSONBytes
import LineRPC
import PluginHost
import Synchronization
import Testing

/// A host over a folder of its own with some of the fixture plugins in it.
struct Workshop: Sendable {
  let folder: String
  /// A name of the worker that no other test's workers have.
  let workerPath: String
  let host: PluginHost

  /// Gives `body` a host; afterwards nothing of it is left.
  static func with<Result>(
    _ plugins: [String], limits: PluginHostLimits = .standard,
    _ body: (Workshop) async throws -> Result
  ) async throws -> Result {
    let workshop = try Workshop(plugins, limits)
    defer { workshop.remove() }
    do {
      let result = try await body(workshop)
      await workshop.host.shutdown()
      #expect(workshop.survivors == [])
      return result
    } catch {
      await workshop.host.shutdown()
      throw error
    }
  }

  private init(_ plugins: [String], _ limits: PluginHostLimits) throws {
    var template = Array("/tmp/kurukan-plugins-XXXXXX".utf8CString)
    folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    for plugin in plugins {
      symlink("\(Self.products)/lib\(plugin).so", "\(folder)/lib\(plugin).so")
    }
    workerPath = folder + "/kurukan-worker"
    symlink(Self.products + "/kurukan-worker", workerPath)
    host = try PluginHost(
      PluginHostConfiguration(workerPath: workerPath, pluginsFolder: folder, limits: limits))
  }

  private func remove() {
    guard let stream = opendir(folder) else { return }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      unlink(folder + "/" + name)
    }
    closedir(stream)
    rmdir(folder)
  }

  /// The folder of the build products, which is the test runner's own.
  static let products: String = {
    var buffer = [CChar](repeating: 0, count: 4_096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let path = String(decoding: buffer.prefix(max(count, 0)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    return path.split(separator: "/").dropLast().reduce(into: "") { $0 += "/" + $1 }
  }()

  /// Processes, zombies among them, that this host's worker has started and that are still there.
  var survivors: [Int] {
    ProcessList.children.filter { child in
      child.isZombie || child.arguments.hasPrefix(workerPath)
    }.map(\.id)
  }

  func job(
    _ report: String, medium: String = "markdown", level: String = "public", seconds: Double = 30,
    parameters: JSONObject = [:], withheld: [RenderJob.Withheld] = []
  ) throws -> RenderJob {
    let plugin = try #require(host.catalogue.report(report)).plugin
    let request: JSONValue = [
      "report": .string(report), "language": "fr", "level": .string(level), "programme": "demo",
      "parameters": .object(parameters), "withheld": [], "snapshotOn": "2024-06-30",
    ]
    return RenderJob(
      plugin: plugin, request: request, medium: medium, withheld: withheld,
      deadline: .now + .seconds(seconds))
  }

  /// Renders and returns the bytes; inputs are given by name, in the order of the queries.
  func render(
    _ job: RenderJob, _ inputs: [(String, [JSONValue])] = []
  ) async throws -> (text: String, outcome: RenderOutcome) {
    let bytes = Mutex<[UInt8]>([])
    let outcome = try await host.render(job) { sink in
      for (name, rows) in inputs {
        for row in rows { try await sink.send(row, to: name) }
        try await sink.end(name)
      }
    } output: { piece in
      bytes.withLock { $0 += piece }
    }
    return (bytes.withLock { String(decoding: $0, as: UTF8.self) }, outcome)
  }

  /// The status with which a rendering of a misbehaving report ends; nil if it does not fail.
  func failure(
    _ report: String, level: String = "public", seconds: Double = 30
  ) async throws -> Status? {
    do {
      _ = try await render(job("misbehaving/" + report, level: level, seconds: seconds))
      return nil
    } catch let status as Status {
      return status
    }
  }
}

/// The processes of this machine, as far as tests need them.
enum ProcessList {
  struct Child {
    let id: Int
    let isZombie: Bool
    let arguments: String
  }

  /// The children of this process that are workers, or were.
  static var children: [Child] {
    names(in: "/proc").compactMap(Int.init).compactMap { id in
      guard let status = text("/proc/\(id)/stat"), let end = status.lastIndex(of: ")") else { return nil }
      let fields = status[end...].split(separator: " ")
      guard fields.count > 2, Int(fields[2]) == Int(getpid()), status.contains("(kurukan-worker") else {
        return nil
      }
      let arguments = text("/proc/\(id)/cmdline") ?? ""
      return Child(id: id, isZombie: fields[1] == "Z", arguments: arguments)
    }
  }

  /// How many descriptors this process has open.
  static var descriptorCount: Int { names(in: "/proc/self/fd").count }

  static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names
  }

  static func text(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(descriptor, &buffer, buffer.count)
    return count < 0 ? nil : String(decoding: buffer[..<count], as: UTF8.self)
  }
}
