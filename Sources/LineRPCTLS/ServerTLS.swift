import Glibc
import NIOCore
package import NIOSSL
import Synchronization
import Violations

/// TLS 1.3 (RFC 8446) as a server speaks it, and its certificate, which can be exchanged while it runs.
public final class ServerTLS: Sendable {
  /// What was read from files, and can be used.
  public struct Reading: Sendable {
    let files: TLSIdentityFiles
    let clientAuthority: String?
    let context: NIOSSLContext
    /// When the first of its certificates expires, in seconds since 1970.
    public let expiry: Int

    /// Reads the files. Throws ``TLSFault``.
    ///
    /// - Parameter clientAuthority: a file with the certificates of authorities, in PEM. Then every client must show a
    ///   certificate that one of them has signed (mutual TLS).
    public init(_ files: TLSIdentityFiles, clientAuthority: String? = nil) throws(TLSFault) {
      self.files = files
      self.clientAuthority = clientAuthority
      (context, expiry) = try ServerTLS.read(files, clientAuthority)
    }
  }

  private let current: Mutex<Reading>

  /// Uses what was read.
  public init(_ reading: Reading) { current = Mutex(reading) }

  /// Reads the files. Throws ``TLSFault``.
  public convenience init(_ files: TLSIdentityFiles, clientAuthority: String? = nil) throws(TLSFault) {
    self.init(try Reading(files, clientAuthority: clientAuthority))
  }

  private var reading: Reading { current.withLock { $0 } }

  /// Whether clients must show a certificate.
  public var isMutual: Bool { reading.clientAuthority != nil }

  /// The paths of all files, for whoever must be able to read them.
  public var paths: [String] {
    let reading = reading
    return [reading.files.certificate, reading.files.key] + (reading.clientAuthority.map { [$0] } ?? [])
  }

  /// When the first of its certificates expires, in seconds since 1970.
  public var expiry: Int { reading.expiry }

  /// The day on which the first of its certificates expires, as ISO 8601 writes it.
  public var expires: String { Certificates.day(time_t(reading.expiry)) }

  /// What new connections use.
  package var context: NIOSSLContext { reading.context }

  /// Uses what was read for the connections that come from now on.
  public func adopt(_ reading: Reading) { current.withLock { $0 = reading } }

  /// Reads the files anew, for the connections that come from now on. If that cannot be done, throws ``TLSFault`` and
  /// keeps what there is.
  public func reload() throws(TLSFault) {
    let old = reading
    adopt(try Reading(old.files, clientAuthority: old.clientAuthority))
  }

  private static func read(
    _ files: TLSIdentityFiles, _ clientAuthority: String?
  ) throws(TLSFault) -> (context: NIOSSLContext, expiry: Int) {
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
      return (try NIOSSLContext(configuration: configuration), Certificates.expiry(identity.chain))
    } catch {
      throw TLSFault(Wording(en: "TLS cannot be set up: \(error)", fr: "TLS ne peut être mis en place : \(error)"))
    }
  }
}
