import Glibc
import LineRPC
import Violations

/// Rejected records, each as it was sent, below the reasons: lines that begin with `#`, which `kurukan submit` passes over.
/// So the file is mended in any editor, and submitted as it is.
///
/// It is made with the first rejected record, new for every run, and written at once: what stands in it is there even if
/// the program is killed.
final class RejectsFile {
  /// Files of one name, told apart by a number, after which another name is needed.
  static let files = 10_000

  private(set) var path: String?
  private let wanted: String
  private var descriptor: Int32 = -1
  private var isRegular = false
  /// Whether the file's name is known to be on disk.
  private var isNameKept = false

  /// - Parameter wanted: the file's name; where it is taken, a number stands behind it.
  init(_ wanted: String) { self.wanted = wanted }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The name for a run that begins now.
  static func standardName(at moment: time_t = time(nil)) -> String {
    var moment = moment
    var parts = tm()
    gmtime_r(&moment, &parts)
    func two(_ number: Int32) -> String { (number < 10 ? "0" : "") + String(number) }
    let day = "\(parts.tm_year + 1_900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
    return "rejected-\(day)-\(two(parts.tm_hour))\(two(parts.tm_min))\(two(parts.tm_sec)).ndjson"
  }

  /// Adds a record and why it was rejected.
  func add(_ line: RecordLine, _ status: Status) throws(FileError) {
    if descriptor < 0 { try create() }
    var text: [UInt8] = []
    // Whatever breaks a line for any reader: the carriage return and line feed of a table's cell is one character.
    for part in "\(line.place): \(StatusText.lines(status))".split(whereSeparator: \.isNewline) {
      text += Array("# \(part)\n".utf8)
    }
    text += line.bytes + [UInt8(ascii: "\n")]
    let end = isRegular ? lseek(descriptor, 0, SEEK_CUR) : 0
    guard FileBytes.writeAll(text, to: descriptor) else {
      let fault = FileError(.cannotWrite, path ?? wanted)
      // Behind half a line nothing could be read.
      if isRegular, ftruncate(descriptor, end) == 0 { lseek(descriptor, end, SEEK_SET) }
      throw fault
    }
  }

  /// Waits until what was added is on disk, so that it may be noted as settled.
  func sync() throws(FileError) {
    guard isRegular, let path else { return }
    guard fdatasync(descriptor) == 0 else { throw FileError(.cannotWrite, path) }
    guard !isNameKept else { return }
    try FileBytes.sync(folderOf: path)
    isNameKept = true
  }

  private func create() throws(FileError) {
    var facts = stat()
    if stat(wanted, &facts) == 0, ![S_IFREG, S_IFDIR].contains(facts.st_mode & S_IFMT) {
      // A device or a pipe: nothing is made, and nothing of it changes.
      descriptor = open(wanted, O_WRONLY | O_NOCTTY | O_CLOEXEC)
      path = wanted
    } else {
      for number in 1...Self.files where descriptor < 0 {
        let name = number == 1 ? wanted : Self.numbered(wanted, number)
        descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        path = name
        isRegular = descriptor >= 0
        if descriptor < 0, errno != EEXIST { break }
      }
    }
    guard descriptor >= 0 else {
      let fault = FileError(.cannotCreate, path ?? wanted)
      path = nil
      throw fault
    }
  }

  private static func numbered(_ name: String, _ number: Int) -> String {
    let folder = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
    guard let dot = name[folder...].lastIndex(of: "."), dot != folder else { return name + "-\(number)" }
    return name[..<dot] + "-\(number)" + name[dot...]
  }
}
