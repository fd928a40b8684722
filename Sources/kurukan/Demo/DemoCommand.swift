import ArgumentParser
import Glibc
import JSONBytes
import LineRPCClient
import ReportDocument
import Violations

/// `kurukan demo`
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Shows the whole road: a server, the sample records in, reviewed, reports out.",
    discussion: """
      Starts a server on loopback with a PostgreSQL of its own in a folder below /tmp, submits the sample with one \
      token, submits it again to show that nothing changes, reviews it with another token, and renders every \
      report in French and English. Leaves nothing running unless told to.

        kurukan demo --samples deploy/samples --output demo-out
      """)

  @Option(help: "The folder with the sample records and reports.json, which says what to render.")
  var samples = "deploy/samples"

  @Option(help: "The folder for the reports.")
  var output = "demo-out"

  @Flag(help: "Leaves the server running and says how to talk to it.")
  var keep = false

  func run() async throws {
    let files = try FolderListing.files(in: samples, ending: ".ndjson")
    guard !files.isEmpty else { throw CommandFailure("There are no .ndjson files in \(samples).") }
    let reports = try DemoReport.reports(in: samples + "/reports.json")
    try makeFolder(output)
    try DemoServer.stopKept(in: output)
    Terminal.error("Starting a server with a PostgreSQL of its own.")
    let server = try await DemoServer.start()
    do {
      try await show(server, files, reports)
      if keep {
        try server.keep(in: output)
        try Terminal.output(instructions(server))
      } else {
        try await server.stop()
      }
    } catch {
      Terminal.error("The server's log:\n" + server.logTail)
      try? await server.stop()
      throw error
    }
  }

  private func show(_ server: DemoServer, _ files: [String], _ reports: [DemoReport]) async throws {
    for round in ["Submitting the sample", "Submitting it again"] {
      var submission = Submission(client: server.options(token: "submitter"))
      submission.rejects = output + "/rejected.ndjson"
      submission.tellsWarnings = false
      let outcome = try await submission.run(files)
      Terminal.error("\(round): \(outcome.summary.text)")
      guard outcome.isWhole else { throw CommandFailure("The sample was not taken whole.") }
    }
    let client = try await server.options(token: "reviewer").connect()
    let reviews = try await RecordReviewing(client: client, decision: "validate").decideAll(nil, nil)
    Terminal.endProgress()
    Terminal.error("Reviewing it with another token: \(reviews.done) validated, \(reviews.refused) refused")
    try await Terminal.output(render(client, reports))
    await client.close()
  }

  /// Renders the reports that the sample asks for, into a folder for each format, with a page that links them; returns a
  /// table of what was written.
  private func render(_ client: LineClient, _ reports: [DemoReport]) async throws -> String {
    var table = TextTable([
      ("FILE", .left), ("BYTES", .right), ("MILLISECONDS", .right), ("REASONS TO WITHHOLD", .right),
      ("COUNTS OF PEOPLE HIDDEN", .right), ("TO COMPLETE", .right),
    ])
    var index = DemoIndex()
    let formats = try JSONValue(parsing: try await client.call("kurukan.v1.Reports/Formats"))["formats"]?.array ?? []
    for wanted in reports {
      guard let (format, described) = described(wanted, in: formats) else {
        throw CommandFailure("The server has no report \(wanted.report): is its plugin missing?")
      }
      index.begin(wanted, described, of: format)
      try makeFolder("\(output)/\(wanted.folder)")
      for request in wanted.requests(described) {
        let ending = PrintedMedia.fileEnding(of: request.medium)
        let path = "\(wanted.folder)/\(wanted.name).\(request.language).\(ending)"
        let file = try OutputFile("\(output)/\(path)")
        let summary = try await ReportDownload(client: client, saysDiagnostics: false).fetch(request) {
          try file.write($0)
        }
        try file.finish()
        index.add(path: path, language: request.language, ending: ending, bytes: Int(summary.bytes))
        table.add([
          "\(output)/\(path)", "\(summary.bytes)", "\(summary.milliseconds)", "\(summary.withheldReasons)",
          summary.hiddenPercent.map { "\($0) %" } ?? "", "\(summary.warnings)",
        ])
      }
    }
    let page = try OutputFile(output + "/index.html")
    try page.write(Array(index.page.utf8))
    try page.finish()
    return table.text + "\n\nAll of them are linked from \(output)/index.html."
  }

  private func described(_ wanted: DemoReport, in formats: [JSONValue]) -> (format: JSONValue, report: JSONValue)? {
    for format in formats {
      let report = format["reports"]?.array?.first { $0["id"]?.string == wanted.report }
      if let report { return (format, report) }
    }
    return nil
  }

  private func makeFolder(_ path: String) throws {
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw FileError("Cannot create the folder", path) }
  }

  private func instructions(_ server: DemoServer) -> String {
    """

    The server listens on 127.0.0.1:\(server.port). Talk to it:

      printf '%s\\n' '{"id":1,"method":"kurukan.v1.Reports/Formats"}' | nc -q1 127.0.0.1 \(server.port)

      export KURUKAN_SERVER=127.0.0.1:\(server.port) KURUKAN_TOKEN_FILE=\(server.dataFolder)/reviewer.token
      \(server.program) report roundtable/synthesis --programme cri2002-undef --language en --medium markdown

    Its tokens are in \(server.dataFolder), its log is \(server.folder)/server.log. Stop it with: kill \(server.processID)
    """
  }
}
