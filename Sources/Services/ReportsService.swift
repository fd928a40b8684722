import Disclosure
import JSONBytes
import LineRPC
public import MethodCatalogue
import PluginDescriptions
public import PluginHost
public import RecordStore
import Records

/// `kurukan.v1.Reports`: what reports there are, and reports themselves.
public struct ReportsService: Sendable {
  /// How long a rendering may take unless the caller's deadline is nearer; its snapshot lives no longer.
  public static let renderingTime: Duration = .seconds(60)

  let tools: ReportTools

  /// The service over a store and the plugins; `version` is this program's.
  public init(store: Store, host: PluginHost, version: String) {
    tools = ReportTools(store: store, host: host, version: version)
  }

  /// Its methods, for the router.
  public var methods: [Method] {
    [
      .unary(Self.formats, formats), .unary(Self.describing, describe), .serverStreaming(Self.rendering, render),
      .unary(Self.checking, check), .unary(Self.listingRuns, runs), .unary(Self.showingRun, run),
      .unary(Self.tracing, trace),
      .serverStreaming(Self.fetching, fetch),
    ]
  }

  @Sendable private func formats(_ call: Call) async throws -> [UInt8] {
    try call.parameters().finish()
    return FormatAnswers.formats(tools.host)
  }

  @Sendable private func describe(_ call: Call) async throws -> [UInt8] {
    let parameters = try call.parameters()
    try parameters.finish()
    let (plugin, report) = try installed(parameters.text("report"))
    return FormatAnswers.report(report, of: plugin, on: tools.host)
  }

  @Sendable private func render(_ call: Call, _ writer: ResponseWriter) async throws -> [UInt8] {
    let context = call.context
    let principal = try call.principal
    var request = try RenderRequest(
      try call.parameters(), of: tools.host, by: principal)
    request.traceparent = context.traceparent
    call.notes.note("report", request.report.id)
    call.notes.note("programme", request.programme)
    call.notes.note("level", request.level.code)
    call.notes.note("threshold", String(request.threshold.rawValue))
    let deadline = min(context.deadline ?? .now + Self.renderingTime, .now + Self.renderingTime)
    let stream = RenderStream(writer)
    let run = try await ReportRun(request, by: principal, tools, until: deadline) { await stream.tell($0) }
    call.notes.note("run", run.id)
    let medium = try await run.medium(request.medium)
    try await tools.store.archive.read(medium, of: run.id) { try await stream.send($0) }
    try await stream.finish()
    RenderingMeter.noteWithheld(run.withheld)
    return FormatAnswers.rendered(request, run, medium)
  }

  /// Composes a report for what its format says, and drops it.
  @Sendable private func check(_ call: Call) async throws -> [UInt8] {
    let principal = try call.principal
    var request = try RenderRequest(
      try call.parameters(), of: tools.host, by: principal)
    request.traceparent = call.context.traceparent
    call.notes.note("report", request.report.id)
    call.notes.note("programme", request.programme)
    call.notes.note("level", request.level.code)
    let standing = try await tools.standing(of: request.plugin)
    let deadline = min(call.context.deadline ?? .now + Self.renderingTime, .now + Self.renderingTime)
    let log = DiagnosticLog()
    let composing = ReportComposing(
      request: request, principal: principal, tools: tools, deadline: deadline, destination: DroppedBlocks()
    ) { log.note($0) }
    var isPossible = true
    do {
      _ = try await composing.run()
      try await tools.forgetCrashes(standing, of: request.plugin)
    } catch {
      let status = request.status(of: error)
      // That there is no report is the answer, and not a fault of the question.
      guard status.reason == .reportRejected else { throw await tools.counting(status, of: request.plugin) }
      isPossible = false
    }
    return FormatAnswers.checked(request, log.diagnostics, isPossible: isPossible)
  }

  private func installed(_ id: String) throws(Status) -> (InstalledPlugin, InstalledReport) {
    guard let found = tools.host.catalogue.report(id) else { throw RenderRequest.unknown(id, in: tools.host.catalogue) }
    return (found.plugin, found.report)
  }
}
