import Foundation
import Testing

@Suite("The command line")
struct CommandLineTests {
  @Test(
    "Help names every command",
    arguments: [
      "serve", "submit", "review", "formats", "report", "kinds", "codes", "template", "whoami", "describe", "call",
      "explain", "demo",
    ])
  func help(_ command: String) async throws {
    let run = try await ProgramRun.kurukan(["--help"])
    #expect(run.exitCode == 0)
    #expect(run.output.contains("  \(command) "))
    let own = try await ProgramRun.kurukan([command, "--help"])
    #expect(own.exitCode == 0)
    #expect(own.output.contains("USAGE: kurukan \(command)"))
  }

  @Test("Kinds, codes and templates come from the declarations")
  func kinds() async throws {
    #expect(try await ProgramRun.kurukan(["kinds"]).output.contains("follow_up\t"))
    #expect(try await ProgramRun.kurukan(["kinds", "finding"]).output.contains("origin\trequired\tcode of `origin`"))
    #expect(try await ProgramRun.kurukan(["codes", "sex"]).output.contains("female\tFemale\tFemme"))
    #expect(try await ProgramRun.kurukan(["template", "risk"]).output.hasPrefix("{\"kind\":\"risk\""))
    #expect(try await ProgramRun.kurukan(["kinds", "nothing"]).exitCode == 64)
  }

  @Test("An unknown reason gets a suggestion; a known one its meaning and remedy")
  func explain() async throws {
    let wrong = try await ProgramRun.kurukan(["explain", "RECORD_INVALIT"])
    #expect(wrong.exitCode == 64)
    #expect(wrong.errors.contains("Did you mean RECORD_INVALID?"))
    let right = try await ProgramRun.kurukan(["explain", "record_invalid"])
    #expect(right.exitCode == 0)
    #expect(right.output.hasPrefix("RECORD_INVALID (INVALID_ARGUMENT, 3)\n"))
  }

  @Test(
    "The language is the environment's: LC_ALL before LC_MESSAGES before LANG",
    arguments: [
      (["LANG": "fr_ML.UTF-8"], true), (["LC_ALL": "C", "LANG": "fr_ML.UTF-8"], false),
      (["LC_ALL": "", "LC_MESSAGES": "fr_FR", "LANG": "en_GB.UTF-8"], true), ([:], false),
    ]) func language(_ environment: [String: String], _ isFrench: Bool) async throws
  {
    let run = try await ProgramRun.kurukan(["explain", "NOT_FOUND"], environment: environment)
    #expect(run.output.contains("Vérifiez la clé et le programme.") == isFrench)
    let unreachable = try await ProgramRun.kurukan(["formats", "--server", "127.0.0.1:1"], environment: environment)
    #expect(unreachable.errors.contains("Impossible de se connecter") == isFrench)
  }

  @Test("All faults of the server's settings are told at once")
  func settings() async throws {
    let run = try await ProgramRun.kurukan([
      "serve", "--listen", "0.0.0.0:4460", "--log-level", "loud", "--grace", "4000", "--require-sync-standby",
    ])
    #expect(run.exitCode == 64)
    #expect(run.errors.contains("--insecure-plaintext"))
    #expect(run.errors.contains("\"loud\""))
    #expect(run.errors.contains("--grace"))
    #expect(run.errors.contains("--require-sync-standby: needs --database-file"))
  }

  @Test("A file that holds no pseudonym key is refused before anything is started")
  func noKey() async throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("key")
    try Data("0123\n".utf8).write(to: file)
    let run = try await ProgramRun.kurukan([
      "serve", "--data", folder.url.appendingPathComponent("data").path, "--pseudonym-key-file", file.path,
    ])
    #expect(run.exitCode != 0)
    #expect(run.errors.contains("must hold 64 hexadecimal digits"))
    #expect(!FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("data").path))
  }

  @Test("Records are checked without a server: faults and what a reviewer will miss, each with its line")
  func check() async throws {
    let action = #"{"kind":"action_item","programme":"p","key":"a","action":"x","status":"open"}"#
    let sound =
      #"{"kind":"consent","programme":"p","key":"c","subjectCode":"F-7","basis":"written","#
      + #""scopes":["quote"],"givenOn":"2024-01-01"}"#
    let several =
      #"{"kind":"engagement","programme":"p","key":"e","engagementType":"training","title":"F","#
      + #""startsOn":"2024-01-01","participants":[{"code":"F-1"},{"code":"F-2"}]}"#
    let good = try await ProgramRun.kurukan(["submit", "--check"], input: sound + "\n" + several + "\n")
    #expect(good.exitCode == 0, "\(good.errors)")
    #expect(good.output == "2 records: 2 sound, 0 faulty; nothing was sent\n")
    let bad = try await ProgramRun.kurukan(["submit", "--check", "-"], input: sound + "\n\n" + action + "\n{\n")
    #expect(bad.exitCode == 64 + 3)
    #expect(bad.output == "3 records: 1 sound, 2 faulty; nothing was sent\n")
    #expect(bad.errors.contains("-:3: INVALID_ARGUMENT RECORD_INVALID"))
    #expect(bad.errors.contains("-:4: INVALID_ARGUMENT PARSE_ERROR"))
  }

  @Test("A server that is not there ends in UNAVAILABLE, with 64 plus its number")
  func noServer() async throws {
    let run = try await ProgramRun.kurukan(["formats", "--server", "127.0.0.1:1"])
    #expect(run.exitCode == 64 + 14)
    #expect(run.errors.contains("CONNECT_FAILED"))
    #expect(run.output.isEmpty)
  }
}
