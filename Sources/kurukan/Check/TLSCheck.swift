import Glibc
import LineRPCTLS

/// The certificate and its key, as a server would use them.
enum TLSCheck {
  /// A certificate that has less left is to be renewed.
  static let daysBeforeExpiry = 30

  static func findings(_ settings: ServerSettings) -> [CheckFinding] {
    guard let files = settings.tls else {
      guard !settings.address.isLoopback else {
        return [.ok("tls", "none; \(settings.address) is reached from this machine alone")]
      }
      return [
        .warning(
          "tls", "none: whoever can listen in on \(settings.address) can read tokens.",
          remedy: "Name --tls-certificate and --tls-key unless nobody else shares that network.")
      ]
    }
    do {
      let reading = try files.read()
      let days = (reading.expiry - time(nil)) / 86_400
      guard days > daysBeforeExpiry else {
        return [
          .warning(
            "tls", "a certificate in \(files.identity.certificate) expires in \(days) days.",
            remedy: "Have it renewed, put it in place, and send the server SIGHUP.")
        ]
      }
      return [.ok("tls", "1.3; the key fits the certificate, which holds for \(days) days")]
    } catch {
      return [.fault("tls", error)]
    }
  }
}
