import ArgumentParser
import LineRPCTLS
import Violations

/// Whether a client speaks TLS, whom it trusts then, and how it shows who it is.
struct ClientTLSOptions: ParsableArguments {
  @Flag(
    inversion: .prefixedNo,
    help: "Speaks TLS 1.3, or none. Default: $KURUKAN_TLS, which is 1 for it; any other option of TLS asks for it, too."
  )
  var tls: Bool?

  @Option(
    help: ArgumentHelp(
      "A file with the certificates of the authorities that the server's may come from, in PEM.",
      discussion: "Default: $KURUKAN_TLS_AUTHORITY, or the authorities that this machine trusts."))
  var tlsAuthority: String?

  @Option(help: "A file with a certificate to show to the server, in PEM. Default: $KURUKAN_TLS_CERTIFICATE.")
  var tlsCertificate: String?

  @Option(help: "A file with that certificate's key, in PEM. Default: $KURUKAN_TLS_KEY.")
  var tlsKey: String?

  @Option(
    help: ArgumentHelp(
      "The name that the server's certificate must have. Default: $KURUKAN_TLS_SERVER_NAME, or the host of --server.",
      discussion: "For a server behind a tunnel, which is reached by another name."))
  var tlsServerName: String?

  /// Plain lines, whatever the environment says.
  static var none: ClientTLSOptions {
    var options = ClientTLSOptions()
    options.tls = false
    return options
  }

  /// The TLS to speak; nil for plain lines.
  func settings() throws -> ClientTLS? {
    if tls == false { return nil }
    let authority = tlsAuthority ?? EnvironmentVariable.value("KURUKAN_TLS_AUTHORITY")
    let certificate = tlsCertificate ?? EnvironmentVariable.value("KURUKAN_TLS_CERTIFICATE")
    let key = tlsKey ?? EnvironmentVariable.value("KURUKAN_TLS_KEY")
    let name = tlsServerName ?? EnvironmentVariable.value("KURUKAN_TLS_SERVER_NAME")
    let isAskedFor = tls == true || EnvironmentVariable.value("KURUKAN_TLS") == "1"
    guard isAskedFor || [authority, certificate, key, name].contains(where: { $0 != nil }) else { return nil }
    guard (certificate == nil) == (key == nil) else {
      throw ValidationError(
        Wording(
          en: "--tls-certificate and --tls-key go together.", fr: "--tls-certificate et --tls-key vont ensemble."
        ).text)
    }
    var identity: TLSIdentityFiles?
    if let certificate, let key { identity = TLSIdentityFiles(certificate: certificate, key: key) }
    do {
      return try ClientTLS(authority: authority, identity: identity, serverName: name)
    } catch {
      throw CommandFailure(error.message.text)
    }
  }
}
