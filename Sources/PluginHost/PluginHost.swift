import CLinux
import JSONBytes
public import LineRPC
import PluginDescriptions
import Synchronization
import Violations

/// Runs report plugins and writers, each report in processes of its own, and outlives all of them.
///
/// Call ``shutdown()`` before the last reference goes, to know that no worker is left.
public final class PluginHost: Sendable {
  /// What renderings may use.
  public let limits: PluginHostLimits

  /// The version of Landlock by which plugins are kept from files; 0 where the kernel has none.
  public let landlockVersion: Int

  let configuration: PluginHostConfiguration
  let reactor: WorkerReactor
  let gate: WorkerGate
  private let current = Mutex(PluginCatalogue.empty)
  /// The folders as they were when they were examined last.
  private let examined = Mutex<[FolderState?]>([])

  /// A host with an empty catalogue; starts its thread.
  ///
  /// - Throws: `Status` if this system cannot confine plugins, unless the configuration does without Landlock.
  public init(_ configuration: PluginHostConfiguration) throws(Status) {
    landlockVersion = Int(kurukan_landlock_version())
    try Self.checkConfinement(landlockVersion, configuration)
    self.configuration = configuration
    limits = configuration.limits
    reactor = try WorkerReactor(limits: configuration.limits)
    gate = WorkerGate(limits: configuration.limits)
  }

  deinit { reactor.stop() }

  static func checkConfinement(_ landlock: Int, _ configuration: PluginHostConfiguration) throws(Status) {
    guard landlock == 0, !configuration.withoutLandlock else { return }
    throw Status(
      .unexpected, "This kernel has no Landlock, so a plugin could read every file that this server can read.",
      hint: "Use Linux 5.13 or later with Landlock switched on, or accept it with --without-landlock.")
  }

  /// The catalogue as ``reload()`` found it last.
  public var catalogue: PluginCatalogue { current.withLock { $0 } }

  /// Renderings at work and waiting.
  public var load: (working: Int, waiting: Int) { gate.load }

  /// Examines the plugins' folders again. Renderings at work go on with what they have loaded.
  @discardableResult
  public func reload() async throws -> PluginCatalogue {
    // What changes while it is examined has changed since.
    let folders = configuration.pluginsFolders
    let states = folders.map(FolderState.init)
    examined.withLock { $0 = states }
    let catalogue = try await PluginCatalogue.load(folders: folders, host: self)
    current.withLock { $0 = catalogue }
    return catalogue
  }

  /// Examines the plugins' folders whenever one changes, until the task is cancelled.
  ///
  /// - Parameter body: is told what came of it, after each time.
  public func watch(_ body: @Sendable (Result<PluginCatalogue, any Error>) async -> Void) async {
    while (try? await Task.sleep(for: .milliseconds(limits.watchMilliseconds))) != nil {
      let states = configuration.pluginsFolders.map(FolderState.init)
      guard states != examined.withLock({ $0 }) else { continue }
      do {
        await body(.success(try await reload()))
      } catch {
        await body(.failure(error))
      }
    }
  }

  /// Ends all renderings, then the thread. Returns when no worker is left.
  public func shutdown() async {
    gate.close()
    await reactor.stopAndWait()
  }

  // MARK: - Describing

  func describe(_ image: PluginImage, path: String) async throws -> InstalledPlugin {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if let fault = PluginStamp(image.descriptor)?.fault(of: name) { throw fault }
    var params = JSONWriter()
    params.beginObject()
    params.member("file", name)
    params.endObject()
    let order = WorkerOrder(
      program: configuration.composerPath, withoutLandlock: configuration.withoutLandlock, plugin: name,
      method: WorkerMethod.describe,
      params: params.bytes, image: image, deadline: .now + .seconds(limits.describeSeconds))
    let end = try await withOnlyWorker(order) { exchange in
      exchange.finishInput()
      return await exchange.waitForEnd()
    }
    if let fault = end.fault ?? end.miscount { throw fault }
    let json = end.result["description"] ?? .null
    do {
      let description = try PluginDescription(json, kinds: configuration.kinds)
      return InstalledPlugin(
        id: description.id, version: description.version, path: path, digest: image.sha256,
        donor: description.donor, title: description.title, description: json,
        reports: description.reports, image: image)
    } catch {
      throw Status(
        .pluginInvalid, "The description of \(name) is not usable: \(error.message).", details: error.violations)
    }
  }
}
