import LineRPCTLS
import Services
import TestSupport
import Testing

@testable import kurukan

@Suite("What makes a server not ready") struct HealthCheckTests {
  private static func faults(_ check: HealthCheck) async -> [HealthFault] {
    await ServerHealth(checks: [check]).faults()
  }

  @Test("A certificate that has expired, from that second on, with the remedy")
  func certificate() async throws {
    let authority = try await TestAuthority()
    let files = try await authority.sign("server")
    let tls = try ServerTLS(TLSIdentityFiles(certificate: files.certificate, key: files.key))
    let expiry = tls.expiry
    #expect(await Self.faults(.certificate(tls)) == [])
    #expect(await Self.faults(.certificate(tls) { expiry - 1 }) == [])
    let faults = await Self.faults(.certificate(tls) { expiry })
    #expect(faults.map(\.component) == ["tls"])
    #expect(faults.first?.message.contains("send the server SIGHUP") == true, "\(faults)")
  }

  @Test("A disk with less room than is needed, and one that is not there")
  func disk() async throws {
    #expect(await Self.faults(.disk("/tmp", fewestBytes: 0)) == [])
    let full = await Self.faults(.disk("/tmp", fewestBytes: .max))
    #expect(full.map(\.component) == ["disk"] && full.first?.message.contains("are left on the disk of /tmp") == true)
    let missing = await Self.faults(.disk("/tmp/kurukan-there-is-none"))
    #expect(missing.first?.message.contains("No such file") == true, "\(missing)")
  }
}
