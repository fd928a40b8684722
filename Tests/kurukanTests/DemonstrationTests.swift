import Foundation
import TestSupport
import Testing

/// The whole road in real processes: a server with a PostgreSQL of its own, two tokens, a worker for each report.
@Suite("The demonstration")
struct DemonstrationTests {
  private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let samples = repository.appendingPathComponent("deploy/samples")

  /// The programs laid out as they are installed.
  private static func install(in folder: URL) throws {
    let files = FileManager.default
    for (part, names) in [
      "bin": ["kurukan", "kurukan-composer", "kurukan-typesetter", "kurukan-writer"],
      "plugins": DonorFormats.libraries,
    ] {
      let target = folder.appendingPathComponent(part)
      try files.createDirectory(at: target, withIntermediateDirectories: true)
      for name in names {
        try files.copyItem(
          at: ProgramRun.products.appendingPathComponent(name), to: target.appendingPathComponent(name))
      }
    }
    try installTypesetting(in: folder.appendingPathComponent("lib/kurukan"))
  }

  /// What `make test` has installed, and Debian's fonts.
  private static func installTypesetting(in folder: URL) throws {
    let files = FileManager.default
    try files.createDirectory(at: folder.appendingPathComponent("fonts"), withIntermediateDirectories: true)
    let template = repository.appendingPathComponent("Sources/kurukan-typesetter/Typeset")
    try files.copyItem(at: template, to: folder.appendingPathComponent("typeset"))
    let fonts = try String(contentsOf: template.appendingPathComponent("fonts.txt"), encoding: .utf8)
    for font in fonts.split(separator: "\n") {
      try files.copyItem(
        atPath: "/usr/share/fonts/truetype/noto/\(font)", toPath: folder.appendingPathComponent("fonts/\(font)").path)
    }
    try files.createSymbolicLink(
      at: folder.appendingPathComponent("python"), withDestinationURL: repository.appendingPathComponent(".build/typst")
    )
  }

  @Test("Takes the sample in once, counts the second time as duplicates, and writes every report")
  func demonstration() async throws {
    let folder = try TemporaryFolder()
    try Self.install(in: folder.url)
    let output = folder.url.appendingPathComponent("out")
    let run = try await ProgramRun.kurukan(
      ["demo", "--samples", Self.samples.path, "--output", output.path], in: folder.url)
    try #require(run.exitCode == 0, "\(run.errors)")
    let count = try recordCount()
    #expect(run.errors.contains("\(count) records: \(count) created, 0 revised, 0 duplicates, 0 rejected"))
    #expect(run.errors.contains("\(count) records: 0 created, 0 revised, \(count) duplicates, 0 rejected"))
    #expect(run.errors.contains("\(count) validated, 0 refused"))
    let index = try String(contentsOf: output.appendingPathComponent("index.html"), encoding: .utf8)
    for report in ["undef/narrative", "roundtable/synthesis"] {
      // What each medium's files begin with.
      for (ending, start) in [
        ("html", "<!DOCTYPE html>"), ("md", "# "), ("json", "{\"stamp\":{"), ("bom.csv", "\u{FEFF}"), ("csv", ""),
        ("docx", "PK\u{3}\u{4}"), ("xlsx", "PK\u{3}\u{4}"), ("pdf", "%PDF-1.7"),
      ] {
        for language in ["fr", "en"] {
          let file = output.appendingPathComponent("\(report).\(language).\(ending)")
          let bytes = try Data(contentsOf: file)
          #expect(bytes.count > 5_000 && bytes.starts(with: Data(start.utf8)), "\(file.lastPathComponent)")
          #expect(run.output.contains("\(report).\(language).\(ending)"))
          #expect(index.contains("href=\"\(report).\(language).\(ending)\""))
        }
      }
    }
    #expect(try processes(mentioning: folder.url.path).isEmpty)
  }

  @Test("What a demonstration is asked for and does not know is refused before anything is started")
  func unknownMember()
    async throws
  {
    let folder = try TemporaryFolder()
    try Self.install(in: folder.url)
    for name in ["records.ndjson", "reports.json"] {
      let text = name == "reports.json" ? #"[{"report":"undef/narrative","programme":"p","levl":"public"}]"# : ""
      try Data(text.utf8).write(to: folder.url.appendingPathComponent(name))
    }
    let output = folder.url.appendingPathComponent("out").path
    let run = try await ProgramRun.kurukan(["demo", "--samples", folder.url.path, "--output", output], in: folder.url)
    #expect(run.exitCode != 0)
    #expect(run.errors.contains("Entry 1") && run.errors.contains("levl") && run.errors.contains("level"))
    #expect(!run.errors.contains("Starting a server"))
    #expect(!FileManager.default.fileExists(atPath: output))
  }

  @Test("A record that is stored and cannot be validated gets its warnings, with its place, and they are counted")
  func warnings() async throws {
    let folder = try TemporaryFolder()
    try Self.install(in: folder.url)
    let records = folder.url.appendingPathComponent("records.ndjson")
    let lines = [
      #"{"kind":"programme","programme":"p","key":"p","title":"Programme","startsOn":"2023-01-01","#
        + #""confidentiality":"public"}"#,
      "",
      #"{"kind":"finding","programme":"p","key":"f","origin":"audit","title":"Constat","statement":"Un constat.","#
        + #""theme":"external_audit","observedOn":"2024-03-19","severity":"high","confidentiality":"public"}"#,
    ]
    try Data(lines.joined(separator: "\n").utf8).write(to: records)
    try Data("[]".utf8).write(to: folder.url.appendingPathComponent("reports.json"))
    let output = folder.url.appendingPathComponent("out")
    let demo = try await ProgramRun.kurukan(
      ["demo", "--samples", folder.url.path, "--output", output.path, "--keep"], in: folder.url,
      // Its own server speaks plain lines, whichever other is used otherwise.
      environment: ["KURUKAN_TLS": "1"])
    try #require(demo.exitCode == 0, "\(demo.errors)")
    let kept = try String(contentsOf: output.appendingPathComponent("server"), encoding: .utf8)
      .split(whereSeparator: \.isWhitespace).map(String.init)
    defer { stop(Int32(kept[0]), kept[1]) }
    let port = try String(contentsOfFile: kept[1] + "/port", encoding: .utf8).filter(\.isNumber)
    let run = try await ProgramRun.kurukan(
      [
        "submit", "--server", "127.0.0.1:\(port)", "--token-file", kept[1] + "/data/submitter.token", records.path,
      ], environment: ["LANG": "fr_ML.UTF-8"])
    #expect(run.exitCode == 0)
    #expect(run.errors.contains("\(records.path):3: criterion: "))
    #expect(run.errors.contains("\(records.path):3: condition: "))
    #expect(run.output.contains("doublons\u{A0}: 2") && run.output.contains("avertissements\u{A0}: 2"))
    try await lateArrivals(
      in: folder.url, ["--server", "127.0.0.1:\(port)", "--token-file", kept[1] + "/data/submitter.token"])
    try await revisedMeanwhile(["--server", "127.0.0.1:\(port)", "--token-file", kept[1] + "/data/submitter.token"])
    try await table(
      in: folder.url, ["--server", "127.0.0.1:\(port)", "--token-file", kept[1] + "/data/submitter.token"])
    try await reading(["--server", "127.0.0.1:\(port)", "--token-file", kept[1] + "/data"])
  }

  /// A reviewer gives a record back, its submitter finds it with the reason; lists, histories and exports are lines.
  private func reading(_ options: [String]) async throws {
    func run(_ command: [String], as role: String) async throws -> ProgramRun {
      let token = options[options.count - 1] + "/\(role).token"
      return try await ProgramRun.kurukan(command + options.dropLast() + [token])
    }
    let identity = ["--kind", "finding", "--programme", "p", "--key", "late-3", "--revision", "1"]
    let silent = try await run(["review", "--decision", "return"] + identity, as: "reviewer")
    #expect(silent.exitCode == 64 && silent.errors.contains("--reason"))
    let review = try await run(
      ["review", "--decision", "return", "--reason", "Quel jour ?"] + identity, as: "reviewer")
    #expect(review.exitCode == 0, "\(review.errors)")
    let back = try await run(["records", "list", "--mine", "--status", "returned"], as: "submitter")
    #expect(back.output.contains(#""returnReason":"Quel jour ?""#) && back.output.contains("late-3"))
    let limited = try await run(["records", "list", "--kind", "finding", "--limit", "5"], as: "submitter")
    #expect(limited.output.split(separator: "\n").count == 5)
    let history = try await run(["records", "history", "finding", "p", "late-3"], as: "submitter")
    #expect(history.output.hasPrefix(#"{"revision":1,"reviewStatus":"returned""#))
    #expect(try await run(["records", "get", "finding", "p", "late-3"], as: "submitter").output.contains("late-3"))
    #expect(try await run(["records", "get", "finding", "p", "none"], as: "submitter").exitCode == 64 + 5)
    let all = try await run(["records", "export", "--kind", "finding"], as: "reviewer")
    let lines = all.output.split(separator: "\n")
    #expect(all.exitCode == 0 && lines.count > 40)
    let rest = try await run(
      [
        "records", "export", "--kind", "finding", "--after",
        #"{"kind":"finding","programme":"p","key":"late-3"}"#,
      ], as: "reviewer")
    #expect(rest.output.split(separator: "\n") == Array(lines.drop { !$0.contains(#""key":"late-3""#) }.dropFirst()))
    #expect(try await run(["records", "export"], as: "submitter").exitCode == 64 + 7)
    let found = try await run(["findings", "search", "CONSTAT", "--limit", "1"], as: "reviewer")
    #expect(found.output.split(separator: "\n").count == 1)
  }
  /// Nobody is warned of what comes later in the same file; who names what never comes is.
  private func lateArrivals(in folder: URL, _ connection: [String]) async throws {
    func finding(_ key: String, _ engagement: String) -> String {
      #"{"kind":"finding","programme":"p","key":"\#(key)","origin":"roundtable","engagement":"\#(engagement)","#
        + #""title":"t","statement":"s","theme":"external_audit","agreement":"consensus","attribution":"group_only"}"#
    }
    let engagement =
      #"{"kind":"engagement","programme":"p","key":"late","engagementType":"roundtable","title":"t","#
      + #""startsOn":"2024-01-01"}"#
    let findings = (0..<40).map { finding("late-\($0)", "late") }
    let lines = findings + [finding("late-never", "never"), engagement]
    let run = try await ProgramRun.kurukan(["submit"] + connection, input: lines.joined(separator: "\n"))
    #expect(run.exitCode == 0)
    #expect(run.output.contains("42 records: 42 created, 0 revised, 0 duplicates, 0 rejected, 1 warnings"))
    #expect(run.errors.split(separator: "\n").filter { $0.contains("engagement: ") }.count == 1)
    #expect(run.errors.contains("-:41: engagement: "))
  }

  /// What was stored is not called rejected when it is looked at again and another revision has followed.
  private func revisedMeanwhile(_ connection: [String]) async throws {
    let lines = [(0, "a"), (1, "b")].map { revision, title in
      #"{"kind":"action_item","programme":"p","key":"again","ifRevision":\#(revision),"action":"\#(title)","#
        + #""engagement":"never","status":"not_started"}"#
    }
    let run = try await ProgramRun.kurukan(
      ["submit", "--window", "1"] + connection, input: lines.joined(separator: "\n"))
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.contains("2 records: 1 created, 1 revised, 0 duplicates, 0 rejected"))
  }

  /// Rows of a table are stored like lines; rejects of an earlier run are not taken for this one's.
  private func table(in folder: URL, _ connection: [String]) async throws {
    let table = folder.appendingPathComponent("risks.csv")
    let rejects = folder.appendingPathComponent("rejected.ndjson")
    let options = connection + ["--rejects", rejects.path, table.path]
    let header = "kind;programme;key;title;description;category;status;grant\n"
    try Data((header + "risk;p;1;Routes coupées;Attaques;security;open;007\nrisk;p;2;t;d;security;opne;\n").utf8)
      .write(to: table)
    let first = try await ProgramRun.kurukan(["submit"] + options)
    #expect(first.exitCode == 64 + 3)
    #expect(first.output.contains("2 records: 1 created") && first.errors.contains("risks.csv:3: "))
    #expect(first.output.contains("(see \(rejects.path))"))
    #expect(!first.errors.contains("earlier"))
    try Data((header + "risk;p;1;Routes coupées;Attaques;security;open;007\n").utf8).write(to: table)
    let second = try await ProgramRun.kurukan(["submit"] + options)
    #expect(second.exitCode == 0 && second.output.contains("1 duplicates, 0 rejected"))
    #expect(second.errors.contains("rejected nothing; \(rejects.path) is of an earlier one"))
    try FileManager.default.removeItem(at: rejects)
    #expect(try await !ProgramRun.kurukan(["submit"] + options).errors.contains("earlier"))
  }

  /// Ends a server that was left running, and removes its folder once it is gone.
  private func stop(_ processID: Int32?, _ folder: String) {
    guard let processID else { return }
    kill(processID, SIGTERM)
    let end = ContinuousClock.now + .seconds(30)
    while kill(processID, 0) == 0, ContinuousClock.now < end { usleep(20_000) }
    try? FileManager.default.removeItem(atPath: folder)
  }

  private func recordCount() throws -> Int {
    try FileManager.default.contentsOfDirectory(at: Self.samples, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "ndjson" }
      .reduce(0) { sum, file in
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        return sum + lines.filter { !$0.allSatisfy(\.isWhitespace) }.count
      }
  }

  /// Command lines of running processes that name a path.
  private func processes(mentioning path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }.compactMap {
      let line = (try? Data(contentsOf: URL(fileURLWithPath: "/proc/\($0)/cmdline"))) ?? Data()
      let text = String(decoding: line, as: UTF8.self)
      return text.contains(path) ? text : nil
    }
  }
}
