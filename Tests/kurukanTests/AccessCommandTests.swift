import Foundation
import JSONBytes
import Testing

/// `kurukan access` against a server, both in processes of their own.
@Suite("Access on the command line")
struct AccessCommandTests {
  @Test("A token is issued into a file of its holder's own, listed, used, revoked, and all of it stands in the trail")
  func lifeOfToken() async throws {
    try await RunningServer.with { server in
      let file = server.folder.appendingPathComponent("amina.token").path
      let issue = ["access", "issue", "amina", "--role", "submitter", "--level", "restricted", "--output", file]
      let issued = try await server.kurukan(issue + ["--team", "osc-gao", "--days", "30", "--label", "tablette"])
      #expect(issued.exitCode == 0, "\(issued.errors)")
      let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
      #expect(mode == 0o600)
      let token = try String(contentsOfFile: file, encoding: .utf8)
      #expect(!issued.output.contains(token) && !issued.errors.contains(token))

      // The file is there: nothing is issued that could not be kept.
      let again = try await server.kurukan(issue)
      #expect(again.exitCode != 0 && again.errors.contains(file))
      let listed = try await server.kurukan(["access", "list"])
      #expect(listed.output.contains("tablette") && listed.output.contains("osc-gao"))
      let rows = listed.output.split(separator: "\n").filter { $0.contains("amina") }
      #expect(rows.count == 1)

      let read = ["records", "list"]
      #expect(try await server.kurukan(read, token: file).exitCode == 0)
      let id = String(token.dropFirst("kurukan_".count).prefix { $0 != "." })
      #expect(try await server.kurukan(["access", "revoke", id]).exitCode == 0)
      let refused = try await server.kurukan(read, token: file)
      #expect(refused.exitCode != 0 && !refused.errors.contains(token))
      #expect(try await server.kurukan(["access", "list"], token: file).exitCode != 0)

      let trail = try await server.kurukan(["access", "trail"])
      let events = try trail.output.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
      let told = events.reversed().compactMap { $0["method"]?.string?.split(separator: "/").last.map(String.init) }
      #expect(told.filter { ["Issue", "Revoke"].contains($0) } == ["Issue", "Revoke"])
      let refusals = try await server.kurukan(["access", "trail", "--refused", "--limit", "1"])
      #expect(refusals.output.split(separator: "\n").count == 1)
      #expect(!trail.output.contains(token))
    }
  }

  @Test(
    "What cannot be issued is told with its field, and leaves no file",
    arguments: [
      (["--role", "chief", "--level", "public"], "role"), (["--role", "donor", "--level", "secret"], "level"),
      (["--role", "donor", "--level", "public", "--export"], "export"),
    ])
  func refused(_ arguments: [String], field: String) async throws {
    try await RunningServer.with { server in
      let file = server.folder.appendingPathComponent("t.token").path
      let run = try await server.kurukan(["access", "issue", "undef", "--output", file] + arguments)
      #expect(run.exitCode != 0 && run.errors.contains(field))
      #expect(!FileManager.default.fileExists(atPath: file))
    }
  }
}
