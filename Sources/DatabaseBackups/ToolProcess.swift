import CLinux
import Glibc
import Synchronization

/// Another program at work for this one, in a session of its own: a person's Ctrl-C reaches this one only, which then
/// ends the others in order.
final class ToolProcess: Sendable {
  /// What the descriptors of a program are; what is missing is /dev/null.
  struct Files {
    var input: Int32 = -1
    var output: Int32 = -1
    /// What the program finds as `/dev/fd/3`.
    var third: Int32 = -1
  }

  let name: String
  private let id: pid_t
  private let complaints: Int32
  private let hasEnded = Mutex(false)

  /// Starts a program.
  init(
    _ program: String, _ arguments: [String], environment: [String], files: Files
  ) throws(BackupFault) {
    name = program.split(separator: "/").last.map(String.init) ?? program
    complaints = kurukan_memory_file_create("complaints")
    guard complaints >= 0 else { throw .system("keep the complaints of", program) }
    let words = ([program] + arguments).map { strdup($0) } + [nil]
    let settings = environment.map { strdup($0) } + [nil]
    defer { for text in words + settings { free(text) } }
    id = kurukan_spawn_tool(program, words, settings, [files.input, files.output, complaints, files.third])
    guard id > 0 else {
      let fault = BackupFault.system("start", program)
      close(complaints)
      throw fault
    }
  }

  deinit { close(complaints) }

  /// Asks it to end; what has ended is left alone.
  func stop() {
    hasEnded.withLock { hasEnded in
      if !hasEnded { kill(id, SIGTERM) }
    }
  }

  /// Waits until it has ended; whether it did all that it was asked for. To be called once, where a thread may wait.
  func wait() -> Bool {
    kurukan_await_end(id)
    return hasEnded.withLock { hasEnded in
      hasEnded = true
      var status: Int32 = 0
      while waitpid(id, &status, 0) < 0, errno == EINTR {}
      return status == 0
    }
  }

  /// The first thing that it complained of, in one line, without what PostgreSQL quotes of rows.
  var complaint: String {
    let lines = text.split(separator: "\n").map(String.init)
    let first = lines.first { $0.hasPrefix("\(name): error:") } ?? lines.last ?? "it says nothing"
    return String(first.prefix(BackupLimits.quoted))
  }

  private var text: String {
    let bytes = [UInt8](unsafeUninitializedCapacity: BackupLimits.complaints) { buffer, filled in
      filled = max(0, pread(complaints, buffer.baseAddress, buffer.count, 0))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Both ends of a pipe; closed with their holder, or one by one.
final class ToolPipe: Sendable {
  private let ends: Mutex<(reading: Int32, writing: Int32)>

  init() throws(BackupFault) {
    var pair: [Int32] = [-1, -1]
    guard pipe(&pair) == 0 else { throw .system("make a pipe for", "another program") }
    for end in pair { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    ends = Mutex((pair[0], pair[1]))
  }

  deinit {
    closeReading()
    closeWriting()
  }

  var reading: Int32 { ends.withLock { $0.reading } }
  var writing: Int32 { ends.withLock { $0.writing } }

  func closeReading() {
    ends.withLock { ends in
      if ends.reading >= 0 { close(ends.reading) }
      ends.reading = -1
    }
  }

  func closeWriting() {
    ends.withLock { ends in
      if ends.writing >= 0 { close(ends.writing) }
      ends.writing = -1
    }
  }
}
