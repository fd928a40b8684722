import Disclosure
import JSONBytes
import LineRPC
public import MethodCatalogue
public import PluginHost
public import RecordStore
import Records

/// `kurukan.v1.Reports`: what reports there are, and reports themselves.
public struct ReportsService: Sendable {
  /// How long a rendering may take unless the caller's deadline is nearer; its snapshot lives no longer.
  public static let renderingTime: Duration = .seconds(60)

  private let store: Store
  private let host: PluginHost

  /// The service over a store and the plugins.
  public init(store: Store, host: PluginHost) {
    self.store = store
    self.host = host
  }

  /// Its methods, for the router.
  public var methods: [Method] {
    [
      .unary(Self.formats, formats), .unary(Self.describing, describe), .serverStreaming(Self.rendering, render),
    ]
  }

  @Sendable private func formats(_ call: Call) async throws -> [UInt8] {
    try call.parameters().finish()
    return FormatAnswers.formats(host.catalogue)
  }

  @Sendable private func describe(_ call: Call) async throws -> [UInt8] {
    let parameters = try call.parameters()
    try parameters.finish()
    let (plugin, report) = try installed(parameters.text("report"))
    return FormatAnswers.report(report, of: plugin)
  }

  @Sendable private func render(_ call: Call, _ writer: ResponseWriter) async throws -> [UInt8] {
    let context = call.context
    let principal = try call.principal
    let request = try RenderRequest(try call.parameters(), in: host.catalogue, kinds: store.kinds, by: principal)
    call.notes.note("report", request.report.id)
    call.notes.note("programme", request.programme)
    call.notes.note("level", request.level.code)
    call.notes.note("threshold", String(request.threshold.rawValue))
    let deadline = min(context.deadline ?? .now + Self.renderingTime, .now + Self.renderingTime)
    let started = ContinuousClock.now
    let stream = RenderStream(writer)
    do {
      return try await store.snapshots.withSnapshot(
        of: request.programme, scope: principal.scope.lowered(to: request.level), queries: request.queries,
        declared: DeclaredCount.all(in: host.catalogue, kinds: store.kinds), threshold: request.threshold,
        deadline: deadline
      ) { snapshot in
        let job = RenderJob(
          plugin: request.plugin, request: request.json(snapshot), medium: request.medium,
          withheld: Self.withheld(snapshot, request.language), deadline: deadline)
        let outcome = try await host.render(
          job,
          inputs: { sink in
            for query in request.queries {
              try await snapshot.rows(of: query) { try await sink.send($0, to: query.name) }
              try await sink.end(query.name)
            }
          },
          events: { await stream.tell($0) }, output: { try await stream.send($0) })
        try await stream.finish()
        return FormatAnswers.rendered(request, outcome, snapshot.withheld, snapshot.hidden, took: .now - started)
      }
    } catch let fault as PeriodFault {
      throw StatusMapping.status(of: fault, at: request.firstDayPath)
    }
  }

  private func installed(_ id: String) throws(Status) -> (InstalledPlugin, InstalledReport) {
    guard let found = host.catalogue.report(id) else { throw RenderRequest.unknown(id, in: host.catalogue) }
    return (found.plugin, found.report)
  }

  private static func withheld(_ snapshot: ReportSnapshot, _ language: Language) -> [RenderJob.Withheld] {
    snapshot.withheld.map { line in
      let count = line.count
      return RenderJob.Withheld(
        label: line.label(in: language),
        count: count.about.map { .about($0) } ?? .fewerThan(count.fewerThan ?? SuppressionThreshold.standard.rawValue))
    }
  }
}
