import CLinux
import Glibc
import Synchronization

/// A process of a cluster: a child of ours, or one that was adopted.
final class ServerProcess: Sendable {
  let id: pid_t
  /// How it ended. Once that is known, its number may be another's.
  private let status = Mutex<Int32?>(nil)
  /// The folder that one works in that is not our child, by which it is known.
  private let folder: FolderIdentity?

  private init(child id: pid_t) {
    self.id = id
    folder = nil
  }

  /// One that runs already.
  init(adopted id: pid_t, workingIn folder: FolderIdentity) {
    self.id = id
    self.folder = folder
  }

  /// Starts a program; its output is appended to a file.
  static func start(
    _ program: String, _ arguments: [String], folder: String, output: String
  ) throws(ClusterError) -> ServerProcess {
    let descriptor = try LocalFiles.openForAppending(output)
    defer { closeDescriptor(descriptor) }
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    words.append(nil)
    let settings = ["PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C", "TZ=UTC"]
    var environment: [UnsafeMutablePointer<CChar>?] = settings.map { strdup($0) }
    environment.append(nil)
    defer { for text in words + environment { free(text) } }
    let id = kurukan_spawn(program, words, environment, folder, descriptor)
    guard id > 0 else { throw LocalFiles.fault("start", program) }
    return ServerProcess(child: id)
  }

  /// The wait status once it has ended (0 where only its parent could know); nil while it runs.
  ///
  /// To be asked until it says so, lest an ended child stay behind.
  func ended() -> Int32? {
    status.withLock { known in
      if known == nil { known = look() }
      return known
    }
  }

  private func look() -> Int32? {
    var status: Int32 = 0
    let result = waitpid(id, &status, WNOHANG)
    if result == id { return status }
    if result == 0 { return nil }
    // Not our child, or its end was noted before.
    guard let folder, PostgresProcesses.isWorking(id, in: folder) else { return 0 }
    return nil
  }

  /// Sends a signal to it, never to whoever got its number after it.
  func signal(_ number: Int32) {
    if ended() == nil { _ = kill(id, number) }
  }

  /// Kills it and the processes that it started, which are one group.
  func killGroup() {
    if ended() == nil { _ = kill(-id, SIGKILL) }
  }

  /// Waits for the end, in small steps; nil when it still runs after `limit`, or when the task was cancelled and the
  /// wait may be `interruptible`.
  func waitForEnd(_ limit: Duration, interruptible: Bool = false) async -> Int32? {
    let end = ContinuousClock.now + limit
    while true {
      if let status = ended() { return status }
      if ContinuousClock.now >= end || interruptible && Task.isCancelled { return nil }
      await Pause.short()
    }
  }

  /// Sends signals, one after the other, until it ends; whether it did.
  func end(by steps: [(signal: Int32, limit: Duration)]) async -> Bool {
    for step in steps {
      signal(step.signal)
      if await waitForEnd(step.limit) != nil { return true }
    }
    return false
  }
}

/// Waits that a cancelled task does not cut short: a cluster is not left half started or half stopped.
enum Pause {
  static let step: Duration = .milliseconds(20)

  static func short() async { await long(step) }

  static func long(_ duration: Duration) async {
    await Task.detached { try? await Task.sleep(for: duration, clock: .continuous) }.value
  }
}
