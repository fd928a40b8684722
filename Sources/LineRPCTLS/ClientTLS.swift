import Glibc
package import NIOCore
import NIOSSL
import Violations

/// TLS 1.3 as a client speaks it: whom it trusts, and how it shows who it is.
public struct ClientTLS: Sendable {
  private let context: NIOSSLContext
  private let serverName: String?

  /// Reads the files. Throws ``TLSFault``.
  ///
  /// - Parameters:
  ///   - authority: a file with the certificates of the authorities that the server's certificate may come from, in PEM;
  ///     nil for those that this machine trusts.
  ///   - identity: what to show to a server that wants to know who its client is.
  ///   - serverName: the name that the server's certificate must have; nil for the host that is connected to.
  public init(
    authority: String? = nil, identity: TLSIdentityFiles? = nil, serverName: String? = nil
  ) throws(TLSFault) {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.minimumTLSVersion = .tlsv13
    if let authority { configuration.trustRoots = .certificates(try Certificates.read(authority)) }
    if let identity {
      let identity = try TLSIdentity(identity)
      configuration.certificateChain = identity.chain.map { .certificate($0) }
      configuration.privateKey = .privateKey(identity.key)
    }
    do {
      context = try NIOSSLContext(configuration: configuration)
    } catch {
      throw TLSFault(Wording(en: "TLS cannot be set up: \(error)", fr: "TLS ne peut être mis en place : \(error)"))
    }
    self.serverName = serverName
  }

  /// Puts TLS first in a new connection's pipeline. What it is told when the handshake has ended, or why it has not.
  ///
  /// Call on the channel's event loop, before the connection is made.
  package func begin(on channel: any Channel, to host: String, within time: Duration) throws -> EventLoopFuture<Void> {
    // An address is compared with the certificate's addresses and is no name that could be sent.
    let name = serverName ?? (Self.isAddress(host) ? nil : host)
    let ended = channel.eventLoop.makePromise(of: Void.self)
    let operations = channel.pipeline.syncOperations
    do {
      try operations.addHandler(NIOSSLClientHandler(context: context, serverHostname: name))
      try operations.addHandler(ClientHandshake(ended, from: name, within: TimeAmount(time)))
    } catch {
      ended.fail(error)
      throw error
    }
    return ended.futureResult
  }

  private static func isAddress(_ host: String) -> Bool {
    var (four, six) = (in_addr(), in6_addr())
    return inet_pton(AF_INET, host, &four) == 1 || inet_pton(AF_INET6, host, &six) == 1
  }
}
