import Foundation
import Testing

/// `kurukan records withdraw`, `restore` and `erase` against a server in a process of its own.
@Suite("Ends of records on the command line")
struct RecordEndingCommandTests {
  private static let records = [
    #"{"kind":"programme","programme":"p","key":"p","title":"Programme","startsOn":"2023-01-01"}"#,
    #"{"kind":"finding","programme":"p","key":"f","origin":"desk_review","title":"Constat","statement":"Un constat.","#
      + #""theme":"external_audit"}"#,
  ]

  @Test("A record is withdrawn, put back and erased; erasing asks for the key") func ends() async throws {
    try await RunningServer.with { server in
      let file = server.folder.appendingPathComponent("records.ndjson")
      try Data(Self.records.joined(separator: "\n").utf8).write(to: file)
      let rejects = server.folder.appendingPathComponent("rejected.ndjson").path
      let submitter = "submitter.token"
      let reviewer = "reviewer.token"
      #expect(try await server.kurukan(["submit", file.path, "--rejects", rejects], token: submitter).exitCode == 0)
      let record = ["finding", "p", "f"]

      let withdraw = ["records", "withdraw"] + record + ["--reason", "Doublon"]
      #expect(try await server.kurukan(withdraw, token: submitter).output.contains("is withdrawn"))
      #expect(try await server.kurukan(withdraw, token: submitter).output.contains("before"))
      let read = ["records", "get"] + record
      #expect(try await server.kurukan(read, token: reviewer).output.contains(#""reason":"Doublon""#))
      let restore = ["records", "restore"] + record
      #expect(try await server.kurukan(restore, token: submitter).exitCode != 0)
      #expect(try await server.kurukan(restore, token: reviewer).output.contains("is back"))

      let erase = ["records", "erase"] + record + ["--reason", "request"]
      let unsure = try await server.kurukan(erase, token: reviewer)
      #expect(unsure.exitCode != 0 && unsure.errors.contains("Nothing was erased"))
      #expect(try await server.kurukan(read, token: reviewer).exitCode == 0)
      let unknown = try await server.kurukan(
        ["records", "erase"] + record + ["--reason", "x", "--yes"], token: reviewer)
      #expect(unknown.exitCode != 0 && unknown.errors.contains("reason"))
      let erased = try await server.kurukan(erase, token: reviewer, input: "f\n")
      #expect(erased.output.contains("is erased"), "\(erased.errors)")
      #expect(try await server.kurukan(read, token: reviewer).exitCode != 0)
      let retain = ["records", "retain", "p"]
      let unset = try await server.kurukan(retain, token: reviewer)
      #expect(unset.exitCode != 0 && unset.errors.contains("retentionMonths"))
      let programme = Self.records[0].dropLast() + #","retentionMonths":12}"#
      let newer = server.folder.appendingPathComponent("programme.ndjson")
      try Data(programme.utf8).write(to: newer)
      #expect(try await server.kurukan(["submit", newer.path, "--rejects", rejects], token: submitter).exitCode == 0)
      let review = ["review", "--kind", "programme", "--programme", "p", "--key", "p", "--revision", "2"]
      let reviewed = try await server.kurukan(review, token: reviewer)
      #expect(reviewed.exitCode == 0, "\(reviewed.errors)")
      let dry = try await server.kurukan(retain, token: reviewer)
      #expect(dry.exitCode == 0 && dry.output.isEmpty && dry.errors.contains("0 texts of 0 records"), "\(dry.errors)")
      #expect(dry.errors.contains("--erase does it"))
      let done = try await server.kurukan(retain + ["--erase"], token: reviewer)
      #expect(done.exitCode == 0 && done.errors.contains("are erased"))
      #expect(try await server.kurukan(retain, token: submitter).exitCode != 0)
      let again = try await server.kurukan(["submit", file.path, "--rejects", rejects], token: submitter)
      #expect(again.exitCode != 0 && (again.errors + again.output).contains("RECORD_ERASED"))
    }
  }
}
