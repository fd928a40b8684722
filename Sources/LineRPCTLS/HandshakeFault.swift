import NIOSSL
import Violations

/// What TLS has against a connection, in words. BoringSSL tells it by names in its messages alone.
package enum HandshakeFault {
  /// The connection ended before both sides had agreed.
  package static let ended = TLSFault(
    Wording(
      en: "The other side ended the connection during the TLS handshake.",
      fr: "L’autre côté a mis fin à la connexion pendant la négociation TLS."))

  /// The other side has not answered in time.
  static let tooLate = TLSFault(
    Wording(
      en: "The other side has not answered the TLS handshake in time. It may not speak TLS.",
      fr: "L’autre côté n’a pas répondu à temps à la négociation TLS. Peut-être ne parle-t-il pas TLS."))

  /// The server's certificate is for another host.
  static func otherName(_ name: String) -> TLSFault {
    TLSFault(
      Wording(
        en: "The server's certificate is not for \(name).", fr: "Le certificat du serveur n’est pas pour \(name)."))
  }

  /// The words for an error of NIOSSL.
  package static func of(_ error: any Error) -> TLSFault {
    if let fault = error as? TLSFault { return fault }
    if error as? NIOSSLExtraError == .failedToValidateHostname {
      return TLSFault(
        Wording(
          en: "The server's certificate is not for this host. \(error)",
          fr: "Le certificat du serveur n’est pas pour cet hôte. \(error)"))
    }
    if case .handshakeFailed(let inner)? = error as? NIOSSLError { return of(inner) }
    let text = "\(error)"
    if let known = names.first(where: { text.contains($0.name) }) { return TLSFault(known.wording) }
    if text.contains("EOF during handshake") { return ended }
    return TLSFault(Wording(en: "TLS failed: \(text)", fr: "TLS a échoué : \(text)"))
  }

  private static let names: [(name: String, wording: Wording)] = [
    (
      "WRONG_VERSION_NUMBER",
      Wording(
        en: "The other side does not speak TLS: use a port that does, or no TLS.",
        fr: "L’autre côté ne parle pas TLS : utilisez un port qui le parle, ou renoncez à TLS.")
    ),
    (
      "CERTIFICATE_VERIFY_FAILED",
      Wording(
        en: "The certificate comes from no authority that is trusted here, or does not hold now.",
        fr: "Le certificat ne vient d’aucune autorité reconnue ici, ou n’est pas valable à présent.")
    ),
    (
      "CERTIFICATE_REQUIRED",
      Wording(
        en: "The server wants a certificate of its client, and none was shown.",
        fr: "Le serveur demande un certificat à son client, et aucun n’a été présenté.")
    ),
    (
      "PEER_DID_NOT_RETURN_A_CERTIFICATE",
      Wording(en: "The client showed no certificate.", fr: "Le client n’a présenté aucun certificat.")
    ),
    (
      "UNKNOWN_CA",
      Wording(
        en: "The other side does not trust the authority that the certificate comes from.",
        fr: "L’autre côté ne reconnaît pas l’autorité dont vient le certificat.")
    ),
    (
      "PROTOCOL_VERSION",
      Wording(
        en: "Both sides share no version of TLS; this one speaks 1.3.",
        fr: "Les deux côtés n’ont aucune version de TLS en commun ; celui-ci parle la 1.3.")
    ),
    (
      "UNSUPPORTED_PROTOCOL",
      Wording(en: "The other side speaks no TLS 1.3.", fr: "L’autre côté ne parle pas TLS 1.3.")
    ),
    (
      "CERTIFICATE_UNKNOWN",
      Wording(en: "The other side refuses the certificate.", fr: "L’autre côté refuse le certificat.")
    ),
  ]
}
