import NIOSSL
import Violations

/// The files by which one side of a connection shows who it is, in PEM.
public struct TLSIdentityFiles: Sendable, Equatable {
  /// Its certificate, and behind it those of the authorities between it and the one that the other side trusts.
  public let certificate: String
  /// The certificate's private key, without a passphrase.
  public let key: String

  /// The files at these paths.
  public init(certificate: String, key: String) {
    self.certificate = certificate
    self.key = key
  }
}

/// What is in those files: a certificate and the key that belongs to it.
struct TLSIdentity {
  let chain: [NIOSSLCertificate]
  let key: NIOSSLPrivateKey

  init(_ files: TLSIdentityFiles) throws(TLSFault) {
    chain = try Certificates.read(files.certificate)
    let file = try PEMFile(files.key)
    guard !file.isOpenToOthers else {
      throw TLSFault(
        Wording(
          en: "Everybody on this machine can read the key in \(files.key). Close it: chmod o= \(files.key)",
          fr: "Tout le monde sur cette machine peut lire la clé dans \(files.key). Fermez-la : chmod o= \(files.key)"))
    }
    do {
      key = try NIOSSLPrivateKey(bytes: file.bytes, format: .pem)
    } catch {
      throw TLSFault(
        Wording(
          en: "\(files.key) holds no private key in PEM without a passphrase.",
          fr: "\(files.key) ne contient pas de clé privée PEM sans mot de passe."))
    }
    var configuration = TLSConfiguration.makeServerConfiguration(certificateChain: [], privateKey: .privateKey(key))
    configuration.certificateChain = chain.map { .certificate($0) }
    do {
      _ = try NIOSSLContext(configuration: configuration)
    } catch {
      throw TLSFault(
        Wording(
          en: "The key in \(files.key) does not belong to the certificate in \(files.certificate).",
          fr: "La clé de \(files.key) ne va pas avec le certificat de \(files.certificate)."))
    }
  }
}
