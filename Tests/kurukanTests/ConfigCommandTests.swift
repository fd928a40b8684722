import ArgumentParser
import Foundation
import JSONBytes
import Settings
import TestSupport
import Testing

@testable import kurukan

/// Every setting as `kurukan config` shows it, and as the documentation has it.
@Suite("kurukan config")
struct ConfigCommandTests {
  private static let document = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../deploy/SETTINGS.md").standardizedFileURL

  @Test("The table of all settings is the declaration's (KURUKAN_UPDATE_DOCUMENTS=1 writes it)")
  func documentation() throws {
    let wanted = ServerOptions.settings.map(\.row)
    #expect(try DocumentTable("settings", of: Self.document).rows(wanted: wanted) == wanted)
  }

  @Test("No two settings share a name, a flag or a variable, none has a client's variable, and each standard is sound")
  func declarations() {
    let settings = ServerOptions.settings
    for names in [settings.map(\.name), settings.map(\.flag), settings.map(\.variable) + EnvironmentVariable.others] {
      #expect(Set(names).count == names.count)
    }
    var faults: [SettingFault] = []
    _ = SettingValues(settings, flags: [], environment: [:], file: nil, faults: &faults)
    #expect(faults.isEmpty)
  }

  @Test("Every setting has its flag, which sets it and nothing else")
  func flags() throws {
    for setting in ServerOptions.settings {
      let value = setting.form == .flag ? "true" : setting.standard ?? "x"
      let parts = setting.flag.split(separator: " ").map(String.init)
      let arguments =
        parts.count == 2 ? [parts[0], "\(parts[1])=\(value)"] : setting.form == .flag ? parts : parts + [value]
      var faults: [SettingFault] = []
      let flags = try ServerOptions.parse(arguments).flags(&faults)
      #expect(faults.isEmpty && flags == [FlagValue(setting.name, value)], "\(setting.name): \(flags)")
    }
  }

  @Test("Both ends of every range are taken, and nothing beyond")
  func ranges() {
    for setting in ServerOptions.settings {
      guard case .integer(let range, _) = setting.form else { continue }
      for (value, isFit) in [
        (range.lowerBound, true), (range.upperBound, true), (range.lowerBound - 1, false),
        (range.upperBound + 1, false),
      ] {
        var faults: [SettingFault] = []
        let values = SettingValues(
          ServerOptions.settings, flags: [FlagValue(setting.name, "\(value)")], environment: [:], file: nil,
          faults: &faults)
        #expect(faults.isEmpty == isFit, "\(setting.name) \(value)")
        if isFit { #expect(values.number(setting) == value) }
      }
    }
  }

  @Test("Every value comes with its source and its default; a secret's own text is never shown")
  func values() async throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("kurukan.json")
    try Data(#"{"grace": 7, "databasePasswordFile": "hunter2", "databaseFile": "\#(file.path)"}"#.utf8).write(to: file)
    let arguments = ["config", "--configuration", file.path, "--log-level", "debug"]
    let environment = ["KURUKAN_SERVE_GRACE": "8", "KURUKAN_SERVE_LIMIT_IDLE_SECONDS": "77"]
    let run = try await ProgramRun.kurukan(arguments + ["--json"], environment: environment)
    #expect(run.exitCode == 0, "\(run.errors)")
    let entries = try #require(try JSONValue(parsing: run.output).array)
    func entry(_ name: String) -> [String?] {
      let entry = entries.first { $0["setting"]?.string == name }
      return ["value", "source", "default"].map { entry?[$0]?.string }
    }
    #expect(entry("grace") == ["8", "environment", "15"] && entry("logLevel") == ["debug", "flag", "info"])
    #expect(entry("limit.idleSeconds") == ["77", "environment", "600"] && entry("user") == [nil, "default", nil])
    #expect(entry("databaseFile") == [file.path, "file \(file.path)", nil])
    #expect(entries.count == ServerOptions.settings.count && !run.output.contains("hunter2"))
    let text = try await ProgramRun.kurukan(arguments, environment: environment)
    #expect(text.output.contains("hidden") && !text.output.contains("hunter2"), "\(text.output)")
    let faulty = try await ProgramRun.kurukan(["config", "--grace", "x", "--listen", "0.0.0.0:1"])
    #expect(faulty.exitCode == 1 && faulty.errors.contains("--grace") && faulty.errors.contains("--listen"))
  }

  @Test("A secret in the place of its file's name is told by nothing that reads it", arguments: ["check", "serve"])
  func misplaced(_ command: String) async throws {
    let folder = try TemporaryFolder()
    let secrets = ["hunter2", "postgres://u:hunter2@db/k", "host=db password=hunter2"]
    for secret in secrets {
      for variable in ["DATABASE_FILE", "PSEUDONYM_KEY_FILE"] {
        let run = try await ProgramRun.kurukan(
          [
            command, "--listen", "127.0.0.1:0", "--data", folder.url.appendingPathComponent("data").path, "--plugins",
            folder.url.path,
          ], environment: ["KURUKAN_SERVE_\(variable)": secret])
        #expect(run.exitCode != 0 && !(run.output + run.errors).contains("hunter2"), "\(run.output) \(run.errors)")
        let flag = variable == "DATABASE_FILE" ? "--database-file" : "--pseudonym-key-file"
        #expect((run.output + run.errors).contains("\(flag): names no file"), "\(run.output) \(run.errors)")
      }
    }
  }
}
