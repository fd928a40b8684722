import Glibc
import LineRPCTLS
import Services

extension HealthCheck {
  /// Less is too little for a server's own PostgreSQL to go on with: sixteen megabytes of its log and as much of records.
  static let fewestBytes = 32 << 20

  /// Whether there is room where a server keeps its files.
  static func disk(_ folder: String, fewestBytes: Int = Self.fewestBytes) -> HealthCheck {
    HealthCheck {
      do throws(DiskFault) {
        let left = try DiskSpace(of: folder).freeBytes
        guard left < fewestBytes else { return [] }
        return [
          HealthFault(
            "disk", "Only \(left >> 20) MiB are left on the disk of \(folder); make room, or give it a larger disk.")
        ]
      } catch {
        return [HealthFault("disk", "\(error).")]
      }
    }
  }

  /// Whether the certificate that new connections are shown still holds.
  static func certificate(_ tls: ServerTLS, now: @escaping @Sendable () -> Int = { time(nil) }) -> HealthCheck {
    HealthCheck {
      guard tls.expiry <= now() else { return [] }
      return [
        HealthFault(
          "tls",
          "The certificate expired on \(tls.expires); have it renewed, put it in place, and send the server SIGHUP.")
      ]
    }
  }
}
