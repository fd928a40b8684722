import Glibc
public import LineRPC
public import PluginDescriptions
import Violations

/// The plugins of one folder or several at one moment.
public struct PluginCatalogue: Sendable {
  /// A shared object that is no usable plugin.
  public struct Refusal: Sendable, Equatable {
    /// Its path.
    public let path: String
    /// Why it was refused.
    public let why: Status
  }

  /// The usable plugins, by folder and file name.
  public let plugins: [InstalledPlugin]
  /// The others.
  public let refused: [Refusal]

  /// A catalogue without plugins.
  public static let empty = PluginCatalogue(plugins: [], refused: [])

  init(plugins: [InstalledPlugin], refused: [Refusal]) {
    self.plugins = plugins
    self.refused = refused
  }

  /// A shared object and what is approved in its folder.
  private struct Candidate {
    let path: String
    let approved: ApprovedDigests
  }

  /// Describes every `lib*.so` of the folders that is approved and not known yet, each in a process of its own.
  ///
  /// - Throws: `Status` if a folder cannot be read.
  public static func load(folders: [String], host: PluginHost) async throws -> PluginCatalogue {
    let candidates = try candidates(in: folders, limit: host.limits.plugins)
    let known = Dictionary(host.catalogue.plugins.map { ($0.digest, $0) }) { first, _ in first }
    let findings = try await withThrowingTaskGroup(of: (Int, Result<InstalledPlugin, Status>).self) { group in
      // The host's gate would bound them too, but its queue is for renderings.
      for index in candidates.indices.prefix(host.limits.workers) {
        group.addTask { (index, await examine(candidates[index], host, known)) }
      }
      var next = min(candidates.count, host.limits.workers)
      var findings: [(Int, Result<InstalledPlugin, Status>)] = []
      while let finding = try await group.next() {
        findings.append(finding)
        try Task.checkCancellation()
        guard next < candidates.count else { continue }
        let index = next
        next += 1
        group.addTask { (index, await examine(candidates[index], host, known)) }
      }
      return findings.sorted { $0.0 < $1.0 }.map(\.1)
    }
    return sorted(zip(candidates.map(\.path), findings))
  }

  /// The report of that name and its plugin.
  public func report(_ id: String) -> (plugin: InstalledPlugin, report: InstalledReport)? {
    for plugin in plugins {
      if let report = plugin.reports.first(where: { $0.id == id }) { return (plugin, report) }
    }
    return nil
  }

  private static func sorted(
    _ findings: some Sequence<(String, Result<InstalledPlugin, Status>)>
  ) -> PluginCatalogue {
    var plugins: [InstalledPlugin] = []
    var refused: [Refusal] = []
    for (path, finding) in findings {
      switch finding {
      case .failure(let why): refused.append(Refusal(path: path, why: why))
      case .success(let plugin):
        if let other = plugins.first(where: { $0.id == plugin.id }) {
          let why = "The format \(plugin.id) is there already, in \(other.fileName)."
          refused.append(Refusal(path: path, why: Status(.pluginInvalid, "\(why)")))
        } else {
          plugins.append(plugin)
        }
      }
    }
    return PluginCatalogue(plugins: plugins, refused: refused)
  }

  private static func examine(
    _ candidate: Candidate, _ host: PluginHost, _ known: [String: InstalledPlugin]
  ) async -> Result<InstalledPlugin, Status> {
    let path = candidate.path
    do {
      let image = try PluginImage(path: path, limit: host.limits.pluginBytes)
      guard candidate.approved.contains(image.sha256) else { throw unapproved(path, image.sha256) }
      // The same bytes say the same.
      if let plugin = known[image.sha256], plugin.path == path { return .success(plugin) }
      return .success(try await host.describe(image, path: path))
    } catch let status as Status {
      return .failure(status)
    } catch {
      return .failure(Status(.cancelled, "The plugin's examination was broken off."))
    }
  }

  private static func unapproved(_ path: String, _ digest: String) -> Status {
    Status(
      .pluginInvalid, "\(path) is not approved: \(ApprovedDigests.fileName) does not list its SHA-256, \(digest).",
      hint: "Whoever has checked the plugin adds it: sha256sum FILE >> \(ApprovedDigests.fileName)")
  }

  private static func candidates(in folders: [String], limit: Int) throws -> [Candidate] {
    let candidates = try folders.flatMap { folder in
      let approved = try ApprovedDigests(folder: folder)
      return try sharedObjects(in: folder).map { Candidate(path: $0, approved: approved) }
    }
    guard candidates.count <= limit else {
      let places = folders.joined(separator: " and ")
      throw Status(.pluginInvalid, "There are more than \(limit) shared objects for plugins in \(places).")
    }
    return candidates
  }

  private static func sharedObjects(in folder: String) throws -> [String] {
    guard let stream = opendir(folder) else {
      throw Status(.pluginInvalid, "The plugins' folder \(folder) cannot be read: \(SystemFault.last).")
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix("lib"), name.hasSuffix(".so") { names.append(name) }
    }
    // The folder's own order is nobody's.
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { folder + "/" + $0 }
  }
}
