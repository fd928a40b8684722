import Glibc
import JSONBytes
import LineRPC
import PluginHost
import ReportDocument
import Synchronization
import Testing

/// A host over a folder of its own with some of the fixture plugins in it.
struct Workshop: Sendable {
  let folder: String
  /// A name of the composer that no other test's workers have.
  let composerPath: String
  let host: PluginHost
  /// What typesetters of this host have among their arguments.
  private let scripts: String

  /// Gives `body` a host; afterwards nothing of it is left.
  static func with<Result>(
    _ plugins: [String], limits: PluginHostLimits = .standard, typesetting: TypesettingPlaces? = nil,
    additionalPlugins: String? = nil,
    _ body: (Workshop) async throws -> Result
  ) async throws -> Result {
    let workshop = try Workshop(plugins, limits, typesetting, additionalPlugins)
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

  private init(
    _ plugins: [String], _ limits: PluginHostLimits, _ typesetting: TypesettingPlaces?, _ additionalPlugins: String?
  ) throws {
    var template = Array("/tmp/kurukan-plugins-XXXXXX".utf8CString)
    folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    for plugin in plugins {
      symlink("\(Self.products)/lib\(plugin).so", "\(folder)/lib\(plugin).so")
    }
    composerPath = folder + "/kurukan-composer"
    for program in ["kurukan-composer", "kurukan-writer"] {
      symlink("\(Self.products)/\(program)", "\(folder)/\(program)")
    }
    var configuration = PluginHostConfiguration(programsFolder: folder, pluginsFolder: folder, limits: limits)
    configuration.additionalPluginsFolder = additionalPlugins
    if let typesetting { configuration.typesetting = typesetting }
    scripts = configuration.typesetting.scripts
    host = try PluginHost(configuration)
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

  static func write(_ bytes: [UInt8], to path: String) throws {
    let file = try #require(fopen(path, "w"))
    defer { fclose(file) }
    try #require(fwrite(bytes, 1, bytes.count, file) == bytes.count)
  }

  static func read(_ path: String) throws -> [UInt8] {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 16 << 20)
    return Array(bytes[..<fread(&bytes, 1, bytes.count, file)])
  }

  /// Processes, zombies among them, that this host's worker has started and that are still there.
  var survivors: [Int] {
    let children = ProcessList.children
    let own = children.filter { child in
      !child.isZombie && (child.arguments.hasPrefix(folder) || child.arguments.contains(scripts))
    }
    return own.map(\.id) + Self.staying(children.filter(\.isZombie).map(\.id))
  }

  /// Those zombies that nobody waits for. One does not say whose it was: a worker of another test is one for a moment, too.
  private static func staying(_ zombies: [Int]) -> [Int] {
    var staying = Set(zombies)
    let end = ContinuousClock.now + .seconds(5)
    while !staying.isEmpty, .now < end {
      staying.formIntersection(ProcessList.children.filter(\.isZombie).map(\.id))
      sched_yield()
    }
    return staying.sorted()
  }

  func job(
    _ report: String, level: String = "public", seconds: Double = 30, parameters: JSONObject = [:]
  ) throws -> ComposeJob {
    let plugin = try #require(host.catalogue.report(report)).plugin
    let request: JSONValue = [
      "report": .string(report), "language": "fr", "level": .string(level), "programme": "demo",
      "parameters": .object(parameters), "withheld": [], "snapshotOn": "2024-06-30", "reportDate": "2024-06-30",
    ]
    return ComposeJob(plugin: plugin, request: request, deadline: .now + .seconds(seconds))
  }

  static func stamp(_ withheld: [WithheldLine] = []) -> ReportStamp {
    ReportStamp(language: .french, level: "Public", programme: "Démonstration", withheld: withheld)
  }

  /// Composes and returns the block lines; inputs are given by name, in the order of the queries.
  func compose(
    _ job: ComposeJob, _ inputs: [(String, [JSONValue])] = []
  ) async throws -> (lines: [UInt8], composition: Composition) {
    let lines = Mutex<[UInt8]>([])
    let composition = try await host.compose(job) { sink in
      for (name, rows) in inputs {
        for row in rows { try await sink.send(row, to: name) }
        try await sink.end(name)
      }
    } blocks: { piece in
      lines.withLock { $0 += piece }
    }
    return (lines.withLock { $0 }, composition)
  }

  /// Writes block lines and returns the medium as text.
  func write(
    _ lines: [UInt8], medium: String = "markdown", stamp: ReportStamp = stamp()
  ) async throws -> (text: String, medium: WrittenMedium) {
    let (bytes, medium) = try await writeBytes(lines, medium: medium, stamp: stamp)
    return (String(decoding: bytes, as: UTF8.self), medium)
  }

  /// Writes block lines and returns the medium as it is.
  func writeBytes(
    _ lines: [UInt8], medium: String, stamp: ReportStamp = stamp(), seconds: Double = 30
  ) async throws -> (bytes: [UInt8], medium: WrittenMedium) {
    let bytes = Mutex<[UInt8]>([])
    let job = WriteJob(medium: medium, stamp: stamp, deadline: .now + .seconds(seconds))
    let medium = try await host.write(job) { sink in
      // Cut anywhere, as an archive does.
      for start in stride(from: 0, to: lines.count, by: 999) {
        try await sink.send(Array(lines[start..<min(start + 999, lines.count)]))
      }
    } output: { piece in
      bytes.withLock { $0 += piece }
    }
    return (bytes.withLock { $0 }, medium)
  }

  /// Composes a report and writes it as Markdown.
  func render(
    _ job: ComposeJob, _ inputs: [(String, [JSONValue])] = []
  ) async throws -> (text: String, composition: Composition) {
    let (lines, composition) = try await compose(job, inputs)
    return (try await write(lines).text, composition)
  }

  /// The status with which a rendering of a misbehaving report ends; nil if it does not fail.
  func failure(
    _ report: String, seconds: Double = 30
  ) async throws -> Status? {
    do {
      _ = try await render(job("misbehaving/" + report, seconds: seconds))
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
      guard fields.count > 2, Int(fields[2]) == Int(getpid()),
        // The last is what a typesetter becomes.
        ["(kurukan-compose", "(kurukan-writer", "(kurukan-typeset", "(python3"].contains(where: status.contains)
      else {
        return nil
      }
      let arguments = text("/proc/\(id)/cmdline") ?? ""
      return Child(id: id, isZombie: fields[1] == "Z", arguments: arguments)
    }
  }

  /// How many descriptors this process has open, without those of TCP: other suites of this process have hundreds of
  /// connections, and no rendering has one.
  static var descriptorCount: Int {
    names(in: "/proc/self/fd").compactMap { Int32($0) }.count { descriptor in
      var address = sockaddr()
      var length = socklen_t(MemoryLayout<sockaddr>.size)
      let isSocket = getsockname(descriptor, &address, &length) == 0
      return !isSocket || ![AF_INET, AF_INET6].contains(Int32(address.sa_family))
    }
  }

  /// How many of them are of other processes (pidfd_open(2)).
  static var processDescriptorCount: Int {
    names(in: "/proc/self/fd").count { name in
      var target = [CChar](repeating: 0, count: 64)
      let count = readlink("/proc/self/fd/" + name, &target, target.count)
      let text = String(decoding: target.prefix(max(count, 0)).map(UInt8.init(bitPattern:)), as: UTF8.self)
      return text.contains("pidfd")
    }
  }

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
