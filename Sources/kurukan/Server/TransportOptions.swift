import ArgumentParser
import LineRPC
import LineRPCServer
import LineRPCTLS

/// How `kurukan serve` speaks to its clients.
struct TransportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file with the server's certificate, in PEM, and behind it those of the authorities between.",
      discussion: """
        With it and --tls-key the server speaks TLS 1.3 only. Default: $\(Self.certificateVariable). After SIGHUP the \
        files are read anew, for new connections.
        """))
  var tlsCertificate: String?

  @Option(help: "A file with that certificate's key, in PEM, without a passphrase. Default: $\(Self.keyVariable).")
  var tlsKey: String?

  @Option(
    help: ArgumentHelp(
      "A file with certificates of authorities, in PEM. Clients must show a certificate that one of them has signed.",
      discussion: "Default: $\(Self.authorityVariable). A client needs its token all the same."))
  var tlsClientAuthority: String?

  @Flag(help: "Allows plaintext connections from other machines. Whoever can listen in can read tokens.")
  var insecurePlaintext = false

  @Option(
    help: ArgumentHelp(
      "Addresses whose connections begin with a PROXY protocol header of version 2, such as 10.0.0.5,10.1.0.0/16.",
      discussion: "Those of load balancers. Who connects to them is then logged and counted, not they themselves."))
  var proxyProtocolFrom: String?

  @Option(
    name: .customLong("limit"),
    help: ArgumentHelp(
      "Sets a limit of the protocol, such as idleSeconds=300. May be given again for others.", valueName: "name=value"))
  var limits: [String] = []

  private static let certificateVariable = "KURUKAN_SERVE_TLS_CERTIFICATE"
  private static let keyVariable = "KURUKAN_SERVE_TLS_KEY"
  private static let authorityVariable = "KURUKAN_SERVE_TLS_CLIENT_AUTHORITY"

  /// Which files to read for TLS; nil for plain lines.
  func tlsFiles(_ faults: inout [String]) -> (identity: TLSIdentityFiles, clientAuthority: String?)? {
    let certificate = tlsCertificate ?? EnvironmentVariable.value(Self.certificateVariable)
    let key = tlsKey ?? EnvironmentVariable.value(Self.keyVariable)
    let authority = tlsClientAuthority ?? EnvironmentVariable.value(Self.authorityVariable)
    switch (certificate, key) {
    case (let certificate?, let key?):
      return (TLSIdentityFiles(certificate: certificate, key: key), authority)
    case (nil, nil):
      if authority != nil { faults.append("--tls-client-authority: needs --tls-certificate and --tls-key.") }
    case (_?, nil): faults.append("--tls-certificate: needs --tls-key.")
    case (nil, _?): faults.append("--tls-key: needs --tls-certificate.")
    }
    return nil
  }

  func proxyPeers(_ faults: inout [String]) -> [AddressRange] {
    guard let text = proxyProtocolFrom else { return [] }
    return text.split(separator: ",", omittingEmptySubsequences: false).compactMap { part in
      let name = String(part.drop { $0 == " " })
      let range = AddressRange(name)
      if range == nil {
        faults.append("--proxy-protocol-from: \"\(name)\" is no address; write 10.0.0.5 or 10.1.0.0/16.")
      }
      return range
    }
  }

  func lineLimits(_ faults: inout [String]) -> LineLimits {
    var values = LineLimits.standard
    for text in limits {
      do {
        try values.set(text)
      } catch {
        faults.append("--limit: \(error.message)")
      }
    }
    return values
  }
}
