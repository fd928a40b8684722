import Glibc
import NIOSSL
import Violations

/// Certificates of a PEM file (RFC 7468), each of which holds now.
enum Certificates {
  static func read(_ path: String, at now: time_t = time(nil)) throws(TLSFault) -> [NIOSSLCertificate] {
    let file = try PEMFile(path)
    let certificates: [NIOSSLCertificate]
    do {
      certificates = try NIOSSLCertificate.fromPEMBytes(file.bytes)
    } catch {
      throw TLSFault(
        Wording(
          en: "\(path) holds no certificate in PEM: it must begin with -----BEGIN CERTIFICATE-----.",
          fr: "\(path) ne contient aucun certificat PEM : il doit commencer par -----BEGIN CERTIFICATE-----."))
    }
    for certificate in certificates {
      guard certificate.notValidAfter >= now else {
        let day = day(certificate.notValidAfter)
        throw TLSFault(
          Wording(
            en: "A certificate in \(path) has expired on \(day). Have it renewed.",
            fr: "Un certificat de \(path) a expiré le \(day). Faites-le renouveler."))
      }
      guard certificate.notValidBefore <= now else {
        let day = day(certificate.notValidBefore)
        throw TLSFault(
          Wording(
            en: "A certificate in \(path) is valid from \(day) on. Check this machine's clock.",
            fr: "Un certificat de \(path) n’est valable qu’à partir du \(day). Vérifiez l’horloge de cette machine."))
      }
    }
    return certificates
  }

  /// When the first of them expires.
  static func expiry(_ certificates: [NIOSSLCertificate]) -> time_t {
    certificates.map(\.notValidAfter).min() ?? 0
  }

  /// A day as ISO 8601 writes it, in UTC.
  static func day(_ moment: time_t) -> String {
    var moment = moment
    var parts = tm()
    gmtime_r(&moment, &parts)
    func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(parts.tm_year + 1_900)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
  }
}
