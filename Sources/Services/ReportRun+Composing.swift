import Disclosure
import JSONBytes
import PluginHost
import RecordStore
import Records
import ReportDocument

/// From a request to archived blocks.
extension ReportRun {
  /// What composing brought, beside the archived blocks.
  struct Composed: Sendable {
    let composition: Composition
    /// What is not in the report although the programme has it.
    let missing: [JSONValue]
    let stamp: ReportStamp
    let withheld: [WithheldCount]
    let hidden: HiddenShare
  }

  /// Composes a report into the archive, from a snapshot that ends once its rows are read.
  static func compose(
    _ run: String, _ request: RenderRequest, _ principal: Principal, _ tools: ReportTools,
    _ deadline: ContinuousClock.Instant, _ events: @escaping @Sendable (RenderEvent) async -> Void
  ) async throws -> Composed {
    let (store, host) = (tools.store, tools.host)
    let begun = try await store.snapshots.withSnapshot(
      of: request.programme, scope: principal.scope.lowered(to: request.level), queries: request.queries,
      declared: DeclaredCount.all(in: host.catalogue, kinds: store.kinds), threshold: request.threshold,
      deadline: deadline
    ) { snapshot in
      try await begin(run, request, snapshot, tools, deadline, events)
    }
    // The snapshot is over: a plugin that thinks for long holds nothing of the database.
    let composition = try await withTaskCancellationHandler {
      try await begun.composing.value
    } onCancel: {
      begun.composing.cancel()
    }
    return Composed(
      composition: composition, missing: begun.missing, stamp: begun.stamp, withheld: begun.withheld,
      hidden: begun.hidden)
  }

  /// A report whose inputs have been read, and whose plugin may still be at work.
  private struct Begun: Sendable {
    let composing: Task<Composition, any Error>
    let missing: [JSONValue]
    let stamp: ReportStamp
    let withheld: [WithheldCount]
    let hidden: HiddenShare
  }

  /// Starts composing and returns once the inputs are read, or are not wanted any more.
  private static func begin(
    _ run: String, _ request: RenderRequest, _ snapshot: ReportSnapshot, _ tools: ReportTools,
    _ deadline: ContinuousClock.Instant, _ events: @escaping @Sendable (RenderEvent) async -> Void
  ) async throws -> Begun {
    let stamp = ReportStamp(
      language: DocumentLanguage(rawValue: request.language.rawValue) ?? .french,
      level: request.level.label(in: request.language),
      programme: try await ProgrammeTitle.read(snapshot, request, tools.store.kinds),
      dataAsOf: snapshot.changedOn.flatMap { DocumentDate(iso: $0.description) },
      withheld: snapshot.withheld.map { $0.line(in: request.language) })
    let job = ComposeJob(plugin: request.plugin, request: request.json(snapshot), deadline: deadline)
    let (empty, reading) = (EmptyInputs(), Signal())
    let composing = Task {
      defer { reading.give() }
      return try await compose(job, run, request, snapshot, tools, empty, events) { reading.give() }
    }
    do {
      try await withTaskCancellationHandler {
        await reading.wait()
        try Task.checkCancellation()
      } onCancel: {
        composing.cancel()
      }
      let missing = try await empty.diagnostics(request, snapshot)
      for diagnostic in missing { await events(.diagnostic(diagnostic)) }
      return Begun(
        composing: composing, missing: missing, stamp: stamp, withheld: snapshot.withheld, hidden: snapshot.hidden)
    } catch {
      composing.cancel()
      _ = await composing.result
      throw error
    }
  }

  /// Composes a report from a snapshot's rows into the archive; `done` is called once they are read.
  private static func compose(
    _ job: ComposeJob, _ run: String, _ request: RenderRequest, _ snapshot: ReportSnapshot, _ tools: ReportTools,
    _ empty: EmptyInputs, _ events: @escaping @Sendable (RenderEvent) async -> Void,
    done: @escaping @Sendable () -> Void
  ) async throws -> Composition {
    let archive = tools.store.archive
    let (blocks, sources) = (archive.blocks(of: run), archive.sources(of: run))
    let composition = try await tools.host.compose(
      job,
      inputs: { sink in
        defer { done() }
        for query in request.queries {
          let labels = query.isLabelled ? RowLabels(query, in: request.language) : nil
          try await snapshot.rows(of: query, noting: { try await sources.append($0) }) { row in
            empty.noteRow(of: query)
            try await sink.send(try labels?.added(to: row) ?? row, to: query.name)
          }
          try await sink.end(query.name)
          empty.noteEnd(of: query)
        }
      }, events: events, blocks: { try await blocks.append($0) })
    async let sourcesAreKept: Void = sources.finish()
    try await blocks.finish()
    try await sourcesAreKept
    return composition
  }
}
