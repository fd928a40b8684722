import NIOCore
package import NIOSSL
import Synchronization
import Violations

/// TLS 1.3 (RFC 8446) as a server speaks it, and its certificate, which can be exchanged while it runs.
public final class ServerTLS: Sendable {
  private let files: TLSIdentityFiles
  private let clientAuthority: String?
  private let current: Mutex<(context: NIOSSLContext, expires: String)>

  /// Reads the files. Throws ``TLSFault``.
  ///
  /// - Parameter clientAuthority: a file with the certificates of authorities, in PEM. Then every client must show a
  ///   certificate that one of them has signed (mutual TLS).
  public init(_ files: TLSIdentityFiles, clientAuthority: String? = nil) throws(TLSFault) {
    self.files = files
    self.clientAuthority = clientAuthority
    current = Mutex(try Self.read(files, clientAuthority))
  }

  /// Whether clients must show a certificate.
  public var isMutual: Bool { clientAuthority != nil }

  /// The paths of all files, for whoever must be able to read them.
  public var paths: [String] { [files.certificate, files.key] + (clientAuthority.map { [$0] } ?? []) }

  /// The day on which the first of its certificates expires, as ISO 8601 writes it.
  public var expires: String { current.withLock { $0.expires } }

  /// What new connections use.
  package var context: NIOSSLContext { current.withLock { $0.context } }

  /// Reads the files anew, for the connections that come from now on. If that cannot be done, throws ``TLSFault`` and
  /// keeps what there is.
  public func reload() throws(TLSFault) {
    let read = try Self.read(files, clientAuthority)
    current.withLock { $0 = read }
  }

  private static func read(
    _ files: TLSIdentityFiles, _ clientAuthority: String?
  ) throws(TLSFault) -> (context: NIOSSLContext, expires: String) {
    let identity = try TLSIdentity(files)
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: identity.chain.map { .certificate($0) }, privateKey: .privateKey(identity.key))
    configuration.minimumTLSVersion = .tlsv13
    // How long a closed connection waits for the client's good-bye.
    configuration.shutdownTimeout = .seconds(1)
    if let clientAuthority {
      configuration.certificateVerification = .noHostnameVerification
      configuration.trustRoots = .certificates(try Certificates.read(clientAuthority))
    }
    do {
      return (try NIOSSLContext(configuration: configuration), Certificates.day(Certificates.expiry(identity.chain)))
    } catch {
      throw TLSFault(Wording(en: "TLS cannot be set up: \(error)", fr: "TLS ne peut être mis en place : \(error)"))
    }
  }
}
