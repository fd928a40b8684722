import Glibc
import Instruments

/// What the system knows of this process and of the file system that it writes to.
struct ProcessFigures: Sendable {
  /// The folder of the server's data.
  let folder: String
  private let start = time(nil)

  init(folder: String) { self.folder = folder }

  /// All that can be found out now.
  var samples: [Sample] { processor + memory + files + disk + [Sample(.startTime, Int(start))] }

  private var processor: [Sample] {
    var usage = rusage()
    guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return [] }
    let seconds = [usage.ru_utime, usage.ru_stime].reduce(0.0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
    return [Sample(.processorTime, seconds)]
  }

  /// proc(5): the fields of statm are pages, the second the resident ones; the 20th of stat is the number of threads, and
  /// the name before it may hold spaces.
  private var memory: [Sample] {
    var samples: [Sample] = []
    if let pages = Self.text("/proc/self/statm")?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) {
      samples.append(Sample(.residentMemory, pages * sysconf(Int32(_SC_PAGESIZE))))
    }
    let fields = Self.text("/proc/self/stat").flatMap { text in
      text.lastIndex(of: ")").map { text[$0...].split(separator: " ") }
    }
    if let fields, fields.count > 18, let threads = Int(fields[18]) { samples.append(Sample(.threads, threads)) }
    return samples
  }

  private var files: [Sample] {
    var samples: [Sample] = []
    if let folder = opendir("/proc/self/fd") {
      // Itself, its parent, and the folder that is being read.
      var count = -3
      while readdir(folder) != nil { count += 1 }
      closedir(folder)
      samples.append(Sample(.openFiles, max(0, count)))
    }
    var limit = rlimit()
    if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 {
      samples.append(Sample(.openFilesLimit, Int(clamping: limit.rlim_cur)))
    }
    return samples
  }

  private var disk: [Sample] {
    guard let space = try? DiskSpace(of: folder) else { return [] }
    return [
      Sample(.diskFree, space.freeBytes), Sample(.diskSize, space.bytes), Sample(.inodesFree, space.freeFiles),
      Sample(.inodes, space.files),
    ]
  }

  /// A small file of /proc.
  private static func text(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = read(descriptor, &buffer, buffer.count)
    return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
  }
}
