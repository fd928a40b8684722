import Glibc
import JSONBytes
import LineRPC
import PluginDescriptions
import PluginHost
import Records
import ReportDocument
import Violations

/// A plugin run as a server would run it, on inputs of somebody's own.
struct PluginRehearsal {
  private let fileName: String
  private let folder: String
  private let rows: [RehearsedRow]
  private let bounds: ReportBoundsOptions
  private let parameters: [(String, String)]
  private let output: String?

  init(
    file: String, rows: [RehearsedRow], bounds: ReportBoundsOptions, parameters: [(String, String)], output: String?
  ) throws {
    guard let path = realpath(file, nil) else { throw CommandFailure(FileError(.cannotOpen, file).description) }
    defer { free(path) }
    fileName = String(file.split(separator: "/").last ?? "")
    var template = Array("/tmp/kurukan-plugin-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw CommandFailure(FileError(.cannotCreate, "/tmp/kurukan-plugin-XXXXXX").description)
    }
    folder = String(cString: made)
    // The host finds plugins in a folder, by name.
    symlink(path, folder + "/" + fileName)
    (self.rows, self.bounds, self.parameters, self.output) = (rows, bounds, parameters, output)
  }

  /// Runs everything and tells each result.
  ///
  /// - Returns: how many things are wrong.
  func run(_ tell: (String) -> Void) async throws -> Int {
    defer {
      unlink(folder + "/" + fileName)
      rmdir(folder)
    }
    let host = try PluginHost(
      PluginHostConfiguration(programsFolder: try ProgramFolder.path(), pluginsFolder: folder))
    let catalogue = try await host.reload()
    guard let plugin = catalogue.plugins.first else {
      await host.shutdown()
      guard let why = catalogue.refused.first?.why else {
        tell("\(fileName): it is not named lib<ID>.so.")
        return 1
      }
      tell("\(fileName): \(why.message.text(in: .ofEnvironment))")
      if let hint = why.hint { tell("  \(hint.text(in: .ofEnvironment))") }
      return 1
    }
    let title = plugin.title.text(in: MessageLanguage.ofEnvironment.rawValue)
    tell("\(plugin.fileName): \(plugin.id) \(plugin.version), \(title), SHA-256 \(plugin.digest)")
    var faults = 0
    for report in plugin.reports {
      for language in report.languages { faults += await render(report, plugin, language, host, tell) }
    }
    await host.shutdown()
    return faults
  }

  private func render(
    _ report: InstalledReport, _ plugin: InstalledPlugin, _ language: String, _ host: PluginHost,
    _ tell: (String) -> Void
  ) async -> Int {
    let place = "\(report.id) (\(language))"
    do {
      let (lines, first) = try await compose(report, plugin, language, host)
      for diagnostic in first.diagnostics {
        tell("\(place): \(diagnostic["severity"]?.string ?? ""): \(diagnostic["summary"]?.string ?? "")")
      }
      let (_, second) = try await compose(report, plugin, language, host)
      guard first.blocksDigest == second.blocksDigest else {
        tell(
          "\(place): the same input gave other blocks the second time; a plugin must be a pure function of its input.")
        return 1
      }
      for medium in report.media {
        if let status = host.unavailability(of: medium) {
          tell("\(place): \(status.message.text(in: .ofEnvironment))")
          continue
        }
        let written = try await write(lines, medium, language, report, host)
        tell("\(place): \(first.blocks) blocks, \(written.bytes) bytes as \(medium)")
      }
      return 0
    } catch {
      let status = error as? Status
      tell("\(place): \(status?.message.text(in: .ofEnvironment) ?? "\(error)")")
      return 1
    }
  }

  private func compose(
    _ report: InstalledReport, _ plugin: InstalledPlugin, _ language: String, _ host: PluginHost
  ) async throws -> ([UInt8], Composition) {
    var given = JSONObject()
    for (name, value) in parameters { given[name] = .string(value) }
    var request: JSONObject = [
      "report": .string(report.id), "language": .string(language), "level": .string(report.level),
      "programme": "rehearsal", "reportDate": .string(bounds.reportDate ?? "2024-06-30"),
      "parameters": .object(given), "withheld": [], "snapshotOn": "2024-06-30",
    ]
    request["grant"] = bounds.grant.map(JSONValue.string)
    request["period"] = bounds.period
    let job = ComposeJob(plugin: plugin, request: .object(request), deadline: .now + .seconds(60))
    let names = report.queries.map(\.name)
    let lines = Gathered()
    let composition = try await host.compose(job) { [rows] sink in
      for name in names {
        for row in rows where row.input == name { try await sink.send(row.row, to: name) }
        try await sink.end(name)
      }
    } blocks: {
      await lines.append($0)
    }
    return (await lines.bytes, composition)
  }

  private func write(
    _ lines: [UInt8], _ medium: String, _ language: String, _ report: InstalledReport, _ host: PluginHost
  ) async throws -> WrittenMedium {
    let level = ConfidentialityLevel(code: report.level) ?? .public
    let stamp = ReportStamp(
      language: DocumentLanguage(rawValue: language) ?? .french,
      level: level.label(in: Language(rawValue: language) ?? .french),
      programme: "Rehearsal")
    let bytes = Gathered()
    let written = try await host.write(
      WriteJob(medium: medium, stamp: stamp, deadline: .now + .seconds(60)), blocks: { try await $0.send(lines) },
      output: { await bytes.append($0) })
    if let output {
      let name = report.id.replacing("/", with: "-")
      try FileBytes.write(
        await bytes.bytes, to: "\(output)/\(name).\(language).\(PrintedMedia.fileEnding(of: medium))")
    }
    return written
  }

  private actor Gathered {
    private(set) var bytes: [UInt8] = []

    func append(_ piece: [UInt8]) { bytes += piece }
  }
}
