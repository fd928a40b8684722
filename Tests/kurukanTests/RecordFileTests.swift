import Foundation
import JSONBytes
import TestSupport
import Testing

@Suite("Files of records")
struct RecordFileTests {
  private static let finding =
    #"{"kind":"finding","programme":"p","key":"f","origin":"desk_review","title":"t","statement":"s","theme":"political"}"#

  private func check(_ bytes: [UInt8], name: String = "records", language: String = "C") async throws -> ProgramRun {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent(name)
    try Data(bytes).write(to: file)
    return try await ProgramRun.kurukan(["submit", "--check", file.path], environment: ["LANG": language])
  }

  private static let kinds = [
    "programme", "organisation", "framework", "engagement", "assignment", "finding", "response", "follow_up",
    "measurement", "story", "lesson", "risk", "action_item", "milestone", "expense", "evidence", "consent", "narrative",
  ]

  @Test("The table of every kind is taken as it was printed", arguments: kinds)
  func templates(kind: String) async throws {
    for options in [[], ["--separator", "semicolon"], ["--separator", "tab", "--no-bom"]] {
      let template = try await ProgramRun.kurukan(["template", kind, "--format", "csv"] + options)
      #expect(template.output.hasPrefix("\u{FEFF}kind") != options.contains("--no-bom"))
      let run = try await ProgramRun.kurukan(["submit", "--check"], input: template.output)
      #expect(run.output.hasPrefix("1 records: 1 sound, 0 faulty"), "\(run.errors)")
      #expect(run.exitCode == 0)
    }
  }

  @Test("No kind was forgotten") func complete() async throws {
    let listed = try await ProgramRun.kurukan(["kinds"]).output.split(separator: "\n").map { $0.prefix { $0 != "\t" } }
    #expect(Set(listed.map(String.init)) == Set(Self.kinds))
  }

  @Test("A fault in a table is told with the row and the column") func place() async throws {
    let table =
      "kind,programme,key,title,status,category,description\r\nrisk,p,\"a\r\nb\",t,open,security,d\r\n\r\nrisk,p,k,t,opne,security,d\r\n"
    let run = try await check(Array(table.utf8), name: "risks.CSV")
    #expect(run.errors.contains("risks.CSV:2: ") && run.errors.contains("risks.CSV:4: "))
    #expect(run.errors.contains("status: "))
    #expect(run.output.hasPrefix("2 records: 0 sound, 2 faulty"))
  }

  @Test("Lines with a mark of byte order before them are read") func mark() async throws {
    let run = try await check([0xEF, 0xBB, 0xBF] + Array("\r\n\(Self.finding)\r\n".utf8))
    #expect(run.output.hasPrefix("1 records: 1 sound"), "\(run.errors)")
  }

  @Test(
    "What is no file of records is told with its remedy, in both languages",
    arguments: [
      ("PK\u{3}\u{4}", ":", "CSV UTF-8"), ("key,title\nk,t\n", ".csv:1:", "kurukan template"),
    ])
  func remedies(text: String, place: String, remedy: String) async throws {
    for language in ["C", "fr_ML.UTF-8"] {
      let run = try await check(Array(text.utf8), name: place == ":" ? "records" : "records.csv", language: language)
      #expect(run.exitCode == 1)
      #expect(run.errors.contains(remedy), "\(run.errors)")
      #expect(run.output.contains("enregistrements") == (language != "C"))
    }
  }

  @Test("Text of Windows and UTF-16 are known as such") func encodings() async throws {
    var finding = Array((Self.finding + "\n").utf8)
    finding.append(contentsOf: Self.finding.replacing(#""s""#, with: "\"\u{1}\"").utf8.map { $0 == 1 ? 0xE9 : $0 })
    let lines = try await check(finding)
    #expect(lines.errors.contains("records:2: ") && lines.errors.contains("iconv -f WINDOWS-1252"))
    #expect(lines.output.hasPrefix("1 records: 1 sound"))
    let row = try await check(Array("kind;title\nrisk;S".utf8) + [0xE9] + Array("gou\n".utf8))
    #expect(row.errors.contains("records:2: ") && row.errors.contains("CSV UTF-8"))
    let wide = try await check([0xFF, 0xFE, 0x6B, 0x00])
    #expect(wide.errors.contains("iconv -f UTF-16"))
  }

  @Test(
    "The command for compressed text converts what is in it",
    arguments: [("export.ndjson.gz", "export.utf8.ndjson"), ("export.GZ", "export.utf8")])
  func compressed(name: String, converted: String) async throws {
    let text = Self.finding.replacing(#""s""#, with: #""Ségou""#) + "\n"
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent(name)
    let zipped = try await ChildProcess.run(
      URL(fileURLWithPath: "/usr/bin/gzip"), ["-c"], input: Data(text.unicodeScalars.map { UInt8($0.value) }))
    try zipped.output.write(to: file)
    let run = try await ProgramRun.kurukan(["submit", "--check", file.path])
    let command = "gzip -dc \(file.path) | iconv -f WINDOWS-1252 -t UTF-8 > \(converted)"
    try #require(run.errors.contains(command + "\n"), "\(run.errors)")
    _ = try await ChildProcess.run(
      URL(fileURLWithPath: "/bin/sh"), ["-c", "cd '\(folder.url.path)' && \(command)"])
    #expect(try String(contentsOf: folder.url.appendingPathComponent(converted), encoding: .utf8) == text)
  }

  @Test("A broken line among others stays one of its own") func brokenLine() async throws {
    let run = try await check(Array("\(Self.finding)\n{\"kind\":\n\(Self.finding)\n".utf8))
    #expect(run.output.hasPrefix("3 records: 2 sound, 1 faulty"))
    let alone = try await check(Array("{\"kind\":\"finding\"\n".utf8))
    #expect(alone.output.hasPrefix("1 records: 0 sound, 1 faulty"))
  }

  @Test("A line without an end is given up before it fills the memory") func endless() async throws {
    let run = try await check(Array(Self.finding.utf8) + [0x0A, 0x7B] + [UInt8](repeating: 0x20, count: 17 << 20))
    #expect(run.exitCode == 1)
    #expect(run.errors.contains("records:2: ") && run.errors.contains("no file of records"))
    #expect(run.output.hasPrefix("1 records: 1 sound"))
  }

  @Test("A file that cannot be opened is told in the sender's language") func missing() async throws {
    for (language, words) in [("C", "Cannot open /nowhere: "), ("fr", "Impossible d’ouvrir /nowhere\u{A0}: ")] {
      let run = try await ProgramRun.kurukan(["submit", "--check", "/nowhere"], environment: ["LANG": language])
      #expect(run.exitCode == 1 && run.errors.contains(words), "\(run.errors)")
    }
  }

  @Test("The schema that is printed is the one of the repository") func schema() async throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/Records/Schemas/finding.schema.json")
    let run = try await ProgramRun.kurukan(["kinds", "finding", "--json-schema"])
    #expect(try run.output == String(contentsOf: file, encoding: .utf8))
    #expect(try await ProgramRun.kurukan(["kinds", "--json-schema"]).exitCode == 64)
    #expect(
      try await ProgramRun.kurukan(["template", "nichts"], environment: ["LANG": "fr"]).errors.contains("Il n’y a pas"))
  }
}
