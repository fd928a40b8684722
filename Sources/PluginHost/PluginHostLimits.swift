public import LineRPC
public import Records
import Violations

/// What renderings may use. All of the plugin host's limits stand here.
public struct PluginHostLimits: Sendable, Equatable {
  /// Workers at once. A rendering keeps one core busy; twice the cores of a small machine.
  public var workers = 4
  /// Renderings that wait for a worker; one more is refused.
  public var waiting = 64
  /// RLIMIT_AS of a worker, in bytes. Shared libraries count, so it is generous.
  public var addressSpaceBytes = 1 << 30
  /// RLIMIT_DATA of a worker, in bytes: the memory it can really fill.
  public var dataBytes = 256 << 20
  /// RLIMIT_AS of a typesetter: Typst alone is 84 MB that are mapped, and every thread reserves what it hardly uses.
  public var typesettingAddressSpaceBytes = 4 << 30
  /// RLIMIT_DATA of a typesetter.
  public var typesettingDataBytes = 384 << 20
  /// Bytes of what a writer makes for a typesetter, which the server holds until it is whole.
  public var printDataBytes = 16 << 20
  /// RLIMIT_CPU of a worker, in seconds of processor time.
  public var processorSeconds = 120
  /// RLIMIT_NOFILE of a worker: the shared libraries being loaded and six of its own.
  public var openFiles = 64
  /// Bytes of one report, as blocks and in a medium alike.
  public var outputBytes = 256 << 20
  /// Bytes of a report that wait for their reader before the worker has to wait.
  public var outputBufferBytes = 1 << 20
  /// Bytes of input lines that wait for a worker before their source has to wait.
  public var inputBufferBytes = 256 << 10
  /// Bytes that a plugin may print; a flood is no last words.
  public var printedBytes = 16 << 20
  /// How long a plugin may take to describe itself, loading included.
  public var describeSeconds = 10
  /// How long a worker may take to end after its answer, or after it closed its control socket.
  public var lingerMilliseconds = 2_000
  /// Bytes of a plugin's shared object, which the server keeps in memory.
  public var pluginBytes = 64 << 20
  /// How often the plugins' folder is looked at for changes.
  public var watchMilliseconds = 2_000
  /// Plugins in the folder.
  public var plugins = 256

  /// The standard limits.
  public static let standard = PluginHostLimits()

  /// Bytes that are left to the server where a container's memory is divided.
  public var serverBytes = 256 << 20

  /// Standard limits, to be changed one by one.
  public init() {}

  /// These limits with no more workers than the memory of this container holds beside the server.
  ///
  /// - Throws: `Status` if it does not hold one.
  public func fittingContainer() throws(Status) -> PluginHostLimits { try fitting(memory: ContainerMemory.limit) }

  func fitting(memory: Int?) throws(Status) -> PluginHostLimits {
    guard let memory else { return self }
    let fitting = (memory - serverBytes) / max(dataBytes, typesettingDataBytes)
    guard fitting >= 1 else {
      let needed = (serverBytes + max(dataBytes, typesettingDataBytes)) >> 20
      throw Status(
        .renderingLimit,
        "This container has \(memory >> 20) MiB of memory; the server and one report need \(needed) MiB together.",
        hint: "Give the container more memory, such as mem_limit in compose.yaml.")
    }
    var limits = self
    limits.workers = min(workers, fitting)
    return limits
  }

  /// Bytes of one control line from a worker: a description or a diagnostic with its frame.
  static let controlLineBytes = (1 << 20) + 4_096
  /// Control lines of one worker that are neither diagnostics nor its answer.
  static let progressLines = 1_000
  /// Bytes of a worker's message that go into a status.
  static let messageBytes = 4_096
  /// Field violations taken over from a worker's status.
  static let violations = 100
}

/// What a plugin host works with.
public struct PluginHostConfiguration: Sendable {
  /// The path of `kurukan-composer`.
  public var composerPath: String
  /// The path of `kurukan-writer`.
  public var writerPath: String
  /// The folder with the plugins' `lib<ID>.so`.
  public var pluginsFolder: String
  /// A second folder of the same kind, for plugins that did not come with the program; nil for none.
  public var additionalPluginsFolder: String?
  /// What renderings may use.
  public var limits: PluginHostLimits
  /// What PDF is made with.
  public var typesetting: TypesettingPlaces

  /// The kinds of records that plugins' queries can be of.
  public var kinds = KindCatalogue.standard

  /// Whether workers run on a kernel without Landlock, where a plugin can read what the server's user can.
  public var withoutLandlock = false

  /// A configuration of the given parts; the workers' programs lie in `programsFolder`, and what PDF is made with in
  /// `lib/kurukan` beside it.
  public init(programsFolder: String, pluginsFolder: String, limits: PluginHostLimits = .standard) {
    composerPath = programsFolder + "/kurukan-composer"
    writerPath = programsFolder + "/kurukan-writer"
    typesetting = TypesettingPlaces(
      program: programsFolder + "/kurukan-typesetter", folder: programsFolder + "/../lib/kurukan")
    self.pluginsFolder = pluginsFolder
    self.limits = limits
  }

  /// The folders of plugins. Of two plugins of the same format, that of the first holds.
  var pluginsFolders: [String] { [pluginsFolder] + (additionalPluginsFolder.map { [$0] } ?? []) }
}
