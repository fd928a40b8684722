/// What renderings may use. All of the plugin host's limits stand here.
public struct PluginHostLimits: Sendable, Equatable {
  /// Workers at once. A rendering keeps one core busy; twice the cores of a small machine.
  public var workers = 4
  /// Renderings that wait for a worker; one more is refused.
  public var waiting = 64
  /// RLIMIT_AS of a worker, in bytes. Shared libraries and reserved stacks count, so it is generous.
  public var addressSpaceBytes = 4 << 30
  /// RLIMIT_DATA of a worker, in bytes: the memory it can really fill.
  public var dataBytes = 1 << 30
  /// RLIMIT_CPU of a worker, in seconds of processor time.
  public var processorSeconds = 120
  /// RLIMIT_NOFILE of a worker: the shared libraries being loaded and five of its own.
  public var openFiles = 64
  /// Bytes of one rendered report.
  public var outputBytes = 256 << 20
  /// Bytes of rendered report that wait for their reader before the worker has to wait.
  public var outputBufferBytes = 1 << 20
  /// Bytes of input lines that wait for a worker before their source has to wait.
  public var inputBufferBytes = 256 << 10
  /// Bytes that a plugin may print; a flood is no last words.
  public var printedBytes = 16 << 20
  /// How long a plugin may take to describe itself, loading included.
  public var describeSeconds = 10
  /// How long a worker may take to end after its answer, or after it closed its control socket.
  public var lingerMilliseconds = 2_000
  /// Bytes of a plugin's shared object.
  public var pluginBytes = 512 << 20
  /// Plugins in the folder.
  public var plugins = 256

  /// The standard limits.
  public static let standard = PluginHostLimits()

  /// Standard limits, to be changed one by one.
  public init() {}

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
  /// The path of `kurukan-worker`.
  public var workerPath: String
  /// The folder with the plugins' `lib<ID>.so`.
  public var pluginsFolder: String
  /// What renderings may use.
  public var limits: PluginHostLimits

  /// A configuration of the given parts.
  public init(workerPath: String, pluginsFolder: String, limits: PluginHostLimits = .standard) {
    self.workerPath = workerPath
    self.pluginsFolder = pluginsFolder
    self.limits = limits
  }
}
