import Foundation
import LineRPCClient
import TestSupport
import Testing

/// How the program speaks TLS on both sides, and what it notices before it makes anything.
@Suite("Connections of the program")
struct TransportTests {
  @Test("TLS on both sides: the authority, the name and mutual certificates count")
  func tls() async throws {
    let authority = try await TestAuthority()
    let people = try await TestAuthority()
    let server = try await authority.sign("server")
    let awa = try await people.sign("awa")
    let options = [
      "--tls-certificate", server.certificate, "--tls-key", server.key, "--tls-client-authority", people.certificate,
      "--limit", "idleSeconds=77",
    ]
    try await RunningServer.with(options: options) { running in
      let trust = ["--tls-authority", authority.certificate]
      let identity = ["--tls-certificate", awa.certificate, "--tls-key", awa.key]
      let known = try await running.kurukan(["whoami"] + trust + identity)
      #expect(known.exitCode == 0 && known.output.contains("administrator"), "\(known.errors)")
      let info = try await running.kurukan(["call", "kurukan.v1.Server/Info"] + trust + identity)
      #expect(info.output.contains("\"idleSeconds\":77"), "\(info.errors)")
      for (arguments, words) in [
        (["--tls"] + identity, "comes from no authority that is trusted here"),
        (trust + identity + ["--tls-server-name", "elsewhere.example"], "not for elsewhere.example"),
        (trust, "wants a certificate of its client"), ([], "This port speaks TLS 1.3 only"),
        (["--tls-authority", "/nowhere"], "Cannot read /nowhere"),
        (trust + ["--tls-key", awa.key], "--tls-certificate and --tls-key go together"),
      ] {
        let run = try await running.kurukan(["whoami"] + arguments)
        #expect(run.exitCode != 0 && run.errors.contains(words), "\(arguments): \(run.errors)")
      }
    }
  }

  @Test("A client that speaks TLS to a plain port is told so")
  func plainPort() async throws {
    try await RunningServer.with { running in
      let run = try await running.kurukan(["whoami", "--tls"])
      #expect(run.exitCode != 0 && run.errors.contains("does not speak TLS"), "\(run.errors)")
    }
  }

  @Test("A busy port, a missing folder and a wrong certificate are noticed before anything is made")
  func before() async throws {
    try await RunningServer.with { running in
      let folder = try TemporaryFolder()
      let data = folder.url.appendingPathComponent("data").path
      let common = ["serve", "--data", data]
      for (options, words) in [
        (
          ["--listen", "127.0.0.1:\(running.port)", "--plugins", folder.url.path],
          "Cannot listen on 127.0.0.1:\(running.port)"
        ),
        (["--listen", "127.0.0.1:0", "--plugins", "\(folder.url.path)/none"], "--plugins: there is no folder"),
        (
          ["--listen", "127.0.0.1:0", "--plugins", folder.url.path, "--additional-plugins", "\(folder.url.path)/none"],
          "--additional-plugins: there is no folder"
        ),
        (
          ["--listen", "127.0.0.1:0", "--tls-certificate", "/nowhere", "--tls-key", "/nowhere"],
          "Cannot read /nowhere"
        ),
        (["--listen", "127.0.0.1:0", "--tls-key", "/nowhere"], "--tls-key: needs --tls-certificate"),
        (["--listen", "127.0.0.1:0", "--limit", "idelSeconds=4"], "Did you mean \"idleSeconds\"?"),
        (["--listen", "127.0.0.1:0", "--proxy-protocol-from", "10.0.0.1,host"], "\"host\" is no address"),
      ] {
        let run = try await ProgramRun.kurukan(common + options)
        #expect(run.exitCode != 0 && run.errors.contains(words), "\(options): \(run.errors)")
        #expect(!FileManager.default.fileExists(atPath: data))
      }
    }
  }

  @Test(
    "Where few files may be open, idle strangers get fewer connections, and the database and workers what they need")
  func descriptors() async throws {
    // 256 are set aside, and 64 for those that are refused.
    let places = 32
    try await RunningServer.with(plugins: ["libFixtureMisbehaving.so"], descriptors: 256 + 64 + places) { running in
      #expect(running.said.contains("connections=\(places)"), "\(running.said)")
      try await running.submitProgramme()
      var idle: [LineClient] = []
      for _ in 0..<(places + 40) {
        idle.append(try await LineClient.connect(host: "127.0.0.1", port: running.port))
      }
      let refused = try await running.kurukan(["health"])
      #expect(refused.errors.contains("TOO_MANY_CONNECTIONS"), "\(refused.errors)")
      // Two places for those who work, while all others are taken.
      for client in idle.prefix(2) { await client.close() }
      let end = ContinuousClock.now + .seconds(30)
      while try await running.kurukan(["health"]).exitCode != 0, ContinuousClock.now < end {}
      try await running.submitProgramme()
      let report = try await running.kurukan(
        ["report", "misbehaving/silence", "--programme", "p", "--medium", "markdown", "--output", "-"],
        token: "reviewer.token")
      #expect(report.exitCode == 0, "\(report.errors)")
      for client in idle { await client.close() }
    }
  }
}
