import CLinux
import Glibc

/// A process of a cluster: a child of ours, or one that was adopted.
struct ServerProcess: Sendable {
  let id: pid_t

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
    return ServerProcess(id: id)
  }

  /// The wait status once it has ended (0 where only its parent could know); nil while it runs.
  ///
  /// To be asked until it says so, lest an ended child stay behind.
  func ended() -> Int32? {
    var status: Int32 = 0
    let result = waitpid(id, &status, WNOHANG)
    if result == id { return status }
    if result == 0 { return nil }
    // Not our child: adopted. One that has ended stays visible until its parent has taken note.
    guard kill(id, 0) == 0 || errno == EPERM else { return 0 }
    guard let facts = LocalFiles.read("/proc/\(id)/stat"), let name = facts.lastIndex(of: ")") else {
      return nil
    }
    let state = facts[name...].dropFirst().first { $0 != " " }
    return state == "Z" || state == "X" ? 0 : nil
  }

  func signal(_ number: Int32) { _ = kill(id, number) }

  /// Waits for the end, in small steps; nil when it still runs after `limit`.
  func waitForEnd(_ limit: Duration) async -> Int32? {
    let end = ContinuousClock.now + limit
    while true {
      if let status = ended() { return status }
      if ContinuousClock.now >= end { return nil }
      await Pause.short()
    }
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
