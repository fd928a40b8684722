import Foundation
import NIOSSL
import TestSupport
import Testing

@testable import LineRPCTLS

@Suite("Files of certificates and keys")
struct CertificateFileTests {
  private func fault(_ certificate: String, _ key: String, clientAuthority: String? = nil) -> String? {
    do {
      _ = try ServerTLS(TLSIdentityFiles(certificate: certificate, key: key), clientAuthority: clientAuthority)
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test("A pair that belongs together is taken, and says until when it holds")
  func sound() async throws {
    let authority = try await TestAuthority()
    let files = try await authority.sign("server")
    let tls = try ServerTLS(TLSIdentityFiles(certificate: files.certificate, key: files.key))
    #expect(!tls.isMutual && tls.paths == [files.certificate, files.key])
    let tomorrow = Certificates.day(time(nil) + 2 * 86_400)
    #expect(tls.expires == tomorrow || tls.expires == Certificates.day(time(nil) + 2 * 86_400 - 60))
    #expect(fault(files.certificate, files.key, clientAuthority: authority.certificate) == nil)
  }

  @Test("What is wrong with a file is said in one sentence that names it")
  func faults() async throws {
    let authority = try await TestAuthority()
    let one = try await authority.sign("one")
    let other = try await authority.sign("other")
    let old = try await authority.sign("old", days: -1)
    let nowhere = authority.folder.appendingPathComponent("nowhere").path
    #expect(fault(nowhere, one.key) == "Cannot read \(nowhere): No such file or directory")
    #expect(fault(one.certificate, nowhere) == "Cannot read \(nowhere): No such file or directory")
    #expect(fault(authority.folder.path, one.key) == "\(authority.folder.path) is no regular file.")
    #expect(fault(one.key, one.key)?.hasPrefix("\(one.key) holds no certificate in PEM") == true)
    #expect(fault(one.certificate, one.certificate)?.contains("Close it: chmod o= \(one.certificate)") == true)
    #expect(
      fault(one.certificate, other.key)
        == "The key in \(other.key) does not belong to the certificate in \(one.certificate).")
    #expect(fault(old.certificate, old.key)?.contains("has expired on") == true)
    #expect(fault(one.certificate, one.key, clientAuthority: nowhere)?.contains(nowhere) == true)
    try FileManager.default.setAttributes([.posixPermissions: 0o604], ofItemAtPath: one.key)
    #expect(fault(one.certificate, one.key)?.hasPrefix("Everybody on this machine can read the key") == true)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: one.key)
    #expect(fault(one.certificate, one.key) == nil)
  }

  @Test("A key that is none, an empty file, a FIFO and a file that is far too long are refused")
  func strangeFiles() async throws {
    let authority = try await TestAuthority()
    let files = try await authority.sign("server")
    let file = authority.folder.appendingPathComponent("strange")
    for bytes in [Data(), Data("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n".utf8)] {
      try bytes.write(to: file)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
      #expect(fault(files.certificate, file.path)?.contains("holds no private key") == true)
      #expect(fault(file.path, files.key)?.contains("holds no certificate") == true)
    }
    try Data(count: PEMFile.limit + 1).write(to: file)
    #expect(fault(file.path, files.key)?.contains("has more than \(PEMFile.limit) bytes") == true)
    try FileManager.default.removeItem(at: file)
    #expect(mkfifo(file.path, 0o600) == 0)
    #expect(fault(file.path, files.key)?.contains("is no regular file") == true)
  }

  @Test("A certificate holds from its first second to its last")
  func validity() async throws {
    let authority = try await TestAuthority()
    let files = try await authority.sign("server")
    let certificate = try #require(try Certificates.read(files.certificate).first)
    for moment in [certificate.notValidBefore, certificate.notValidAfter] {
      #expect(try Certificates.read(files.certificate, at: moment).count == 1)
    }
    for moment in [certificate.notValidBefore - 1, certificate.notValidAfter + 1] {
      #expect(throws: TLSFault.self) { try Certificates.read(files.certificate, at: moment) }
    }
  }

  @Test("A bad new pair leaves the old one in use, and a good one is taken")
  func reload() async throws {
    let authority = try await TestAuthority()
    let files = try await authority.sign("server")
    let tls = try ServerTLS(TLSIdentityFiles(certificate: files.certificate, key: files.key))
    let before = tls.context
    _ = try await authority.sign("server", days: -1)
    #expect(throws: TLSFault.self) { try tls.reload() }
    #expect(tls.context === before)
    _ = try await authority.sign("server", days: 9)
    try tls.reload()
    #expect(tls.context !== before)
    #expect(tls.expires > Certificates.day(time(nil) + 7 * 86_400))
  }
}

@Suite("Names of hosts in certificates")
struct HostNameTests {
  @Test(
    "A name is matched whole, an asterisk by one label",
    arguments: [
      ("server.example.org", "server.example.org", true), ("SERVER.example.org", "server.Example.ORG.", true),
      ("server.example.org.", "server.example.org", true), ("server.example.org", "*.example.org", true),
      ("a.server.example.org", "*.example.org", false), ("example.org", "*.example.org", false),
      ("server.example.org", "*.org", false), ("example.org", "*.org", false), ("server", "*", false),
      ("server.example.org", "s*.example.org", false), ("other.example.org", "server.example.org", false),
      (".example.org", "*.example.org", false), ("server", "server", true), ("server", "", false),
    ])
  func names(_ name: String, _ pattern: String, _ matches: Bool) {
    #expect(HostName.matches(name, pattern: pattern) == matches)
  }
}
