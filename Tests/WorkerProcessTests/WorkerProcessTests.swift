import CLinux
import Glibc
import TestSupport
import Testing

/// The composer as a process, without the host.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct WorkerProcessTests {
  private static let products: String = {
    var buffer = [CChar](repeating: 0, count: 4_096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let path = String(decoding: buffer.prefix(max(count, 0)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    return path.split(separator: "/").dropLast().reduce(into: "") { $0 += "/" + $1 }
  }()

  private static let composer = products + "/kurukan-composer"

  @Test("--help says that the server starts it")
  func help() throws {
    let (text, status) = try StartedWorker(Self.composer, ["--help"]).finish()
    #expect(text.contains("The server starts it"))
    #expect(status == 0)
  }

  @Test("Without the server's argument it explains itself and fails")
  func wrongUsage() throws {
    let (text, status) = try StartedWorker(Self.composer, []).finish()
    #expect(text.contains("The server starts it"))
    #expect(status >> 8 == 64)
  }

  @Test("A program that is not there is an error of the start, and leaves no process")
  func missing() {
    var process = kurukan_worker_process()
    var limits = StartedWorker.limits
    var arguments: [UnsafePointer<CChar>?] = [nil]
    var environment: [UnsafePointer<CChar>?] = [nil]
    let answer = kurukan_spawn_worker("/none/kurukan-composer", &arguments, &environment, -1, &limits, &process)
    #expect(answer == -1)
    #expect(errno == ENOENT)
  }

  @Test("The end of the control socket ends the worker")
  func endOfFile() throws {
    var started = try StartedWorker(Self.composer, [KURUKAN_WORKER_ARGUMENT])
    close(started.process.control)
    started.process.control = -1
    let (_, status) = started.finish()
    #expect(status & 0x7F == 0)
  }

  @Test("The end of the thread that started it ends the worker")
  func endOfThread() throws {
    final class Box { var process: kurukan_worker_process? }
    let box = Box()
    var thread = pthread_t()
    let context = Unmanaged.passUnretained(box)
    pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        let started = try? StartedWorker(Self.composer, [KURUKAN_WORKER_ARGUMENT])
        Unmanaged<Box>.fromOpaque(context).takeUnretainedValue().process = started?.process
        return nil
      }, context.toOpaque())
    pthread_join(thread, nil)
    let process = try #require(box.process)
    // Its control socket is still open: nothing else tells it to end.
    var status: Int32 = 0
    #expect(waitpid(process.process, &status, 0) == process.process)
    #expect(status & 0x7F == SIGKILL)
    for descriptor in [process.control, process.output, process.errors, process.process_descriptor] {
      close(descriptor)
    }
  }

  @Test("A started worker has its own session, nothing but its descriptors, and no environment to speak of")
  func surroundings() throws {
    // A program of the system shows what a worker is given.
    let script = """
      echo descriptors $(ls /proc/$$/fd | sort -n | tr '\\n' ' '); echo folder $(pwd); \
      echo file limit $(ulimit -f) core limit $(ulimit -c) files $(ulimit -n); \
      grep -E 'NoNewPrivs' /proc/$$/status; tr '\\0' '\\n' < /proc/$$/environ; \
      echo session $(cut -d' ' -f6 /proc/$$/stat) process $$
      """
    let (text, status) = try StartedWorker("/bin/sh", ["-c", script]).finish()
    #expect(status == 0)
    #expect(text.contains("descriptors 0 1 2 3 4 "), "\(text)")
    #expect(text.contains("folder /\n"))
    #expect(text.contains("file limit 0 core limit 0 files 64"))
    #expect(text.contains("NoNewPrivs:\t1"))
    let session = text.split(separator: "\n").last?.split(separator: " ") ?? []
    #expect(session.count == 4 && session[1] == session[3])
  }

  @Test("The composer links no writer, and neither program a network, a database or the whole of Foundation")
  func linkage() throws {
    let modules = [
      "kurukan-composer": Set(["LineRPC"]), "kurukan-typesetter": ["LineRPC"],
      "kurukan-writer": ["LineRPC", "ReportWriters"],
    ]
    for (program, expected) in modules {
      let path = "\(Self.products)/\(program)"
      let needed = try Self.output(of: "ldd \(path)")
      #expect(needed.contains("libswiftCore.so"))
      for library in ["libFoundation.so", "libFoundationInternationalization", "libpq", "libssl", "libcrypto"] {
        #expect(!needed.contains(library), "\(needed)")
      }
      // What is linked statically shows in the names of its symbols.
      let names = "NIOCore|NIOPosix|BoringSSL|LineRPC|ReportWriters"
      let linked = try Self.output(of: "grep -a -o -E '\(names)' \(path)")
      #expect(Set(linked.split(separator: "\n").map(String.init)) == expected)
    }
  }

  private static func output(of command: String) throws -> String {
    let stream = try #require(popen(command, "r"))
    defer { pclose(stream) }
    var text = ""
    var buffer = [CChar](repeating: 0, count: 1_024)
    while fgets(&buffer, Int32(buffer.count), stream) != nil {
      text += String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
    return text
  }
}
