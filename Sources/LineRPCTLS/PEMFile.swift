import Glibc
import Violations

/// A file of certificates or of a key, read whole: whatever lies there must not stop the server.
struct PEMFile {
  /// More than any of them has: a file of all authorities of the Web has a quarter of it.
  static let limit = 1 << 20

  let path: String
  let bytes: [UInt8]
  /// Whether everybody on this machine may read it.
  let isOpenToOthers: Bool

  init(_ path: String) throws(TLSFault) {
    // Without waiting: a FIFO would wait for its writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw Self.fault(path, String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var entry = stat()
    guard fstat(descriptor, &entry) == 0 else { throw Self.fault(path, String(cString: strerror(errno))) }
    guard entry.st_mode & S_IFMT == S_IFREG else {
      throw TLSFault(Wording(en: "\(path) is no regular file.", fr: "\(path) n’est pas un fichier ordinaire."))
    }
    var bytes = [UInt8](repeating: 0, count: Self.limit + 1)
    var count = 0
    while count < bytes.count {
      let got = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress?.advanced(by: count), $0.count - count) }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw Self.fault(path, String(cString: strerror(errno))) }
      if got == 0 { break }
      count += got
    }
    guard count <= Self.limit else {
      throw TLSFault(
        Wording(
          en: "\(path) has more than \(Self.limit) bytes, which no certificate has.",
          fr: "\(path) a plus de \(Self.limit) octets, ce qu’aucun certificat n’a."))
    }
    self.path = path
    self.bytes = Array(bytes[..<count])
    isOpenToOthers = entry.st_mode & S_IROTH != 0
  }

  private static func fault(_ path: String, _ why: String) -> TLSFault {
    TLSFault(Wording(en: "Cannot read \(path): \(why)", fr: "Impossible de lire \(path) : \(why)"))
  }
}
