import ArgumentParser
import LineRPC
import LineRPCServer
import LineRPCTLS
import Settings

/// How a server speaks to its clients.
struct TransportOptions: SettingOptions {
  static let certificate = Setting(
    "tlsCertificate", .text("FILE"), isReloadable: true,
    "A file with the server's certificate, in PEM, and behind it those of the authorities between. With it and"
      + " --tls-key the server speaks TLS 1.3 only.")
  static let key = Setting(
    "tlsKey", .text("FILE"), isSecret: true, isReloadable: true,
    "A file with that certificate's key, in PEM, without a passphrase.")
  static let clientAuthority = Setting(
    "tlsClientAuthority", .text("FILE"), isReloadable: true,
    "A file with certificates of authorities, in PEM. Clients must show a certificate that one of them has signed, and"
      + " their token all the same.")
  static let insecurePlaintext = Setting(
    "insecurePlaintext", .flag, standard: "false",
    "Allows plaintext connections from other machines. Whoever can listen in can read tokens.")
  static let proxyProtocolFrom = Setting(
    "proxyProtocolFrom", .list("ADDRESSES"),
    "Addresses whose connections begin with a PROXY protocol header of version 2, such as 10.0.0.5,10.1.0.0/16: those of"
      + " load balancers. Who connects to them is then logged and counted, not they themselves.")
  static let limits = LineLimits.settings.map(Setting.init)

  static let settings = [certificate, key, clientAuthority, insecurePlaintext, proxyProtocolFrom] + limits

  @Option(help: ArgumentHelp(Self.certificate.help)) var tlsCertificate: String?
  @Option(help: ArgumentHelp(Self.key.help)) var tlsKey: String?
  @Option(help: ArgumentHelp(Self.clientAuthority.help)) var tlsClientAuthority: String?
  @Flag(inversion: .prefixedNo, help: ArgumentHelp(Self.insecurePlaintext.help)) var insecurePlaintext: Bool?
  @Option(help: ArgumentHelp(Self.proxyProtocolFrom.help)) var proxyProtocolFrom: String?

  @Option(
    name: .customLong("limit"),
    help: ArgumentHelp(
      "Sets a limit of the protocol, such as idleSeconds=300. May be given again for others.",
      discussion: "Environment: \(Setting.variablePrefix)LIMIT_IDLE_SECONDS and so on.", valueName: "name=value"))
  var limits: [String] = []

  func flags(_ faults: inout [SettingFault]) -> [FlagValue?] {
    [
      FlagValue(Self.certificate, tlsCertificate), FlagValue(Self.key, tlsKey),
      FlagValue(Self.clientAuthority, tlsClientAuthority), FlagValue(Self.insecurePlaintext, insecurePlaintext),
      FlagValue(Self.proxyProtocolFrom, proxyProtocolFrom),
    ] + limits.map { Self.limit($0, &faults) }
  }

  private static func limit(_ text: String, _ faults: inout [SettingFault]) -> FlagValue? {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      faults.append(SettingFault("--limit: write NAME=VALUE, such as idleSeconds=300, not \"\(text)\"."))
      return nil
    }
    return FlagValue("limit.\(parts[0])", String(parts[1]))
  }

  // MARK: - Values

  /// Which files to read for TLS; nil for plain lines.
  static func tlsFiles(_ values: SettingValues, _ faults: inout [SettingFault]) -> TLSFiles? {
    let authority = values.text(clientAuthority)
    switch (values.text(certificate), values.text(key)) {
    case (let certificate?, let key?):
      return TLSFiles(identity: TLSIdentityFiles(certificate: certificate, key: key), clientAuthority: authority)
    case (nil, nil):
      if authority != nil {
        faults.append(values.fault(clientAuthority, "needs --tls-certificate and --tls-key."))
      }
    case (_?, nil): faults.append(values.fault(certificate, "needs --tls-key."))
    case (nil, _?): faults.append(values.fault(key, "needs --tls-certificate."))
    }
    return nil
  }

  static func proxyPeers(_ values: SettingValues, _ faults: inout [SettingFault]) -> [AddressRange] {
    values.list(proxyProtocolFrom).compactMap { name in
      let range = AddressRange(name)
      if range == nil {
        faults.append(
          values.fault(proxyProtocolFrom, "\"\(name)\" is no address; write 10.0.0.5 or 10.1.0.0/16."))
      }
      return range
    }
  }

  static func lineLimits(_ values: SettingValues) -> LineLimits {
    var result = LineLimits.standard
    for (limit, setting) in zip(LineLimits.settings, limits) { result[limit] = values.number(setting) }
    return result
  }
}

/// The files that TLS needs.
struct TLSFiles: Sendable, Equatable {
  let identity: TLSIdentityFiles
  let clientAuthority: String?

  func read() throws(TLSFault) -> ServerTLS.Reading {
    try ServerTLS.Reading(identity, clientAuthority: clientAuthority)
  }
}

extension Setting {
  /// A limit of the protocol.
  init(_ limit: LineLimits.Setting) {
    let entry = LineLimits.standard.entries.first { $0.name == limit.name }
    self.init(
      "limit.\(limit.name)", .integer(limit.range, unit: ""), standard: "\(LineLimits.standard[limit])",
      isReloadable: limit.isOfConnection,
      "The protocol's limit: \(entry?.meaning ?? limit.name).")
  }
}
