import Glibc
import JSONBytes
import Violations

/// How far files were settled by runs that were broken off, so that the next run goes on there.
///
/// A file of JSON lines, one for each input, server and principal, replaced as a whole. Several runs may share it: each
/// changes its own entries under a lock of the folder.
final class SubmissionJournal {
  /// Days after which an entry is dropped: whoever starts again later sends everything again.
  static let days = 30
  /// Bytes of the file that are read.
  static let bytes = 4 << 20

  /// How far a file is settled.
  struct Stop: Equatable {
    var mark = FileMark()
    /// Where the last record ends that was stored, rather than rejected: by it a server is known to have them.
    var stored: Int?
    /// Where records that were rejected until there stand.
    var rejects: [String] = []
  }

  private struct Entry {
    var file: String
    var stop: Stop
    var savedAt: Int
  }

  let path: String
  private let server: String
  private let principal: String
  private let now: () -> Int
  /// What this run knows: an entry, or that there is none any more.
  private var changes: [String: Entry?] = [:]
  private let found: [String: Entry]
  private var hasChanges = false

  /// - Parameter now: the time in seconds of POSIX.
  init(
    _ path: String, server: String, principal: String, now: @escaping () -> Int = { time(nil) }
  ) throws(FileError) {
    (self.path, self.server, self.principal, self.now) = (path, server, principal, now)
    var found: [String: Entry] = [:]
    for line in try Self.lines(of: path) {
      if let entry = Self.entry(line, server, principal, since: now() - Self.days * 86_400) {
        found[entry.file] = entry
      }
    }
    self.found = found
  }

  /// The user's journal: in `$XDG_STATE_HOME`, or `~/.local/state`; nil without a home.
  static var standardPath: String? {
    if let folder = EnvironmentVariable.value("XDG_STATE_HOME"), folder.hasPrefix("/") {
      return folder + "/kurukan/submit.journal"
    }
    guard let home = EnvironmentVariable.value("HOME"), home.hasPrefix("/") else { return nil }
    return home + "/.local/state/kurukan/submit.journal"
  }

  /// Where an earlier run stopped in a file; nil if there was none, or if the file does not begin any more as it did.
  func stop(in file: String) -> Stop? {
    guard let path = Self.absolute(file), let stop = found[path]?.stop, stop.mark.isBeginning(of: file) else {
      return nil
    }
    return stop
  }

  /// Notes how far a file is settled; what cannot be opened by its name again is not noted.
  func note(_ file: String, _ stop: Stop) {
    guard let path = Self.absolute(file) else { return }
    var stop = stop
    stop.rejects = stop.rejects.map(Self.whole)
    changes[path] = .some(Entry(file: path, stop: stop, savedAt: now()))
    hasChanges = true
  }

  /// Notes that a file is settled as a whole.
  func finish(_ file: String) {
    guard let path = Self.absolute(file), found[path] != nil || changes[path] != nil else { return }
    changes[path] = .some(nil)
    hasChanges = true
  }

  /// Makes the journal's folder, in which it can be written then.
  func prepare() throws(FileError) {
    try Self.makeFolders(of: path)
    try requireOrdinaryFile()
    guard access(Self.folder(of: path) + "/.", W_OK) == 0 else { throw FileError(.cannotWrite, path) }
  }

  /// Writes what was noted.
  func save() throws(FileError) {
    guard hasChanges else { return }
    let folder = open(Self.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0, flock(folder, LOCK_EX) == 0 else { throw FileError(.cannotWrite, path) }
    defer { close(folder) }
    try requireOrdinaryFile()
    let oldest = now() - Self.days * 86_400
    var kept = try Self.lines(of: path).filter { line in
      guard (line["savedAt"]?.integer ?? 0) >= Int64(oldest) else { return false }
      guard let entry = Self.entry(line, server, principal, since: oldest) else { return true }
      return changes[entry.file] == nil
    }
    for entry in changes.values.compactMap({ $0 }).sorted(by: { $0.file < $1.file }) { kept.append(json(entry)) }
    try FileBytes.write(kept.flatMap { $0.bytes + [UInt8(ascii: "\n")] }, to: path, mode: 0o600)
    hasChanges = false
  }

  // MARK: - The file

  /// The file is replaced as a whole, which a device, a pipe or a link would not survive.
  private func requireOrdinaryFile() throws(FileError) {
    var facts = stat()
    guard lstat(path, &facts) == 0, facts.st_mode & S_IFMT != S_IFREG else { return }
    throw FileError(
      Wording(
        en: "\(path) is no ordinary file, so no journal can be kept there; --no-journal keeps none",
        fr: "\(path) n’est pas un fichier ordinaire : aucun journal ne peut y être tenu ; --no-journal s’en passe"))
  }

  private static func lines(of path: String) throws(FileError) -> [JSONValue] {
    guard FileBytes.isRegularFile(path) else { return [] }
    let text = try FileBytes.read(path, limit: bytes)
    return text.split(separator: UInt8(ascii: "\n")).compactMap { try? JSONValue(parsing: Array($0)) }
  }

  private static func entry(_ line: JSONValue, _ server: String, _ principal: String, since oldest: Int) -> Entry? {
    guard line["server"]?.string == server, line["principal"]?.string == principal, let file = line["file"]?.string,
      let offset = line["offset"]?.integer, let checksum = line["checksum"]?.integer,
      let checksum = UInt32(exactly: checksum), let savedAt = line["savedAt"]?.integer, savedAt >= Int64(oldest)
    else { return nil }
    let stop = Stop(
      mark: FileMark(offset: Int(offset), checksum: checksum), stored: line["stored"]?.integer.map { Int($0) },
      rejects: line["rejects"]?.array?.compactMap(\.string) ?? line["rejects"]?.string.map { [$0] } ?? [])
    return Entry(file: file, stop: stop, savedAt: Int(savedAt))
  }

  private func json(_ entry: Entry) -> JSONValue {
    let stop = entry.stop
    var object: JSONObject = [
      "server": .string(server), "principal": .string(principal), "file": .string(entry.file),
      "offset": .integer(Int64(stop.mark.offset)), "checksum": .integer(Int64(stop.mark.checksum)),
      "rejects": .array(stop.rejects.map(JSONValue.string)), "savedAt": .integer(Int64(entry.savedAt)),
    ]
    object["stored"] = stop.stored.map { .integer(Int64($0)) }
    return .object(object)
  }

  /// Only a regular file can be read again from its beginning.
  private static func absolute(_ file: String) -> String? {
    var facts = stat()
    guard file != "-", stat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, let path = realpath(file, nil) else {
      return nil
    }
    defer { free(path) }
    return String(cString: path)
  }

  /// The path from the root on: the next run may begin in another folder.
  private static func whole(_ path: String) -> String {
    guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return String(cString: folder) + "/" + path
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func makeFolders(of path: String) throws(FileError) {
    for (index, character) in zip(path.indices, path) where character == "/" && index != path.startIndex {
      let folder = String(path[..<index])
      guard mkdir(folder, 0o700) == 0 || errno == EEXIST || access(folder, F_OK) == 0 else {
        throw FileError(.cannotCreate, folder)
      }
    }
  }
}
