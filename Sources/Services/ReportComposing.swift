import Disclosure
import JSONBytes
import PluginHost
import RecordStore
import Records
import ReportDocument

/// What composing a report brought, beside its blocks.
struct ComposedReport: Sendable {
  let composition: Composition
  /// What is not in the report although the programme has it.
  let missing: [JSONValue]
  let stamp: ReportStamp
  let withheld: [WithheldCount]
  let hidden: HiddenShare
}

/// A report from its request to its blocks.
struct ReportComposing: Sendable {
  let request: RenderRequest
  let principal: Principal
  let tools: ReportTools
  let deadline: ContinuousClock.Instant
  let destination: any BlockDestination
  let events: @Sendable (RenderEvent) async -> Void

  /// A report whose inputs have been read, and whose plugin may still be at work.
  private struct Begun: Sendable {
    let composing: Task<Composition, any Error>
    let missing: [JSONValue]
    let stamp: ReportStamp
    let withheld: [WithheldCount]
    let hidden: HiddenShare
  }

  /// Composes the report from a snapshot that ends once its rows are read.
  func run() async throws -> ComposedReport {
    let (store, host) = (tools.store, tools.host)
    let begun = try await store.snapshots.withSnapshot(
      of: request.programme, scope: principal.scope.lowered(to: request.level), queries: request.queries,
      declared: DeclaredCount.all(in: host.catalogue, kinds: store.kinds), threshold: request.threshold,
      deadline: deadline, begin)
    // The snapshot is over: a plugin that thinks for long holds nothing of the database.
    let composition = try await withTaskCancellationHandler {
      try await begun.composing.value
    } onCancel: {
      begun.composing.cancel()
    }
    return ComposedReport(
      composition: composition, missing: begun.missing, stamp: begun.stamp, withheld: begun.withheld,
      hidden: begun.hidden)
  }

  /// Starts composing and returns once the inputs are read, or are not wanted any more.
  @Sendable private func begin(_ snapshot: ReportSnapshot) async throws -> Begun {
    let stamp = ReportStamp(
      language: DocumentLanguage(rawValue: request.language.rawValue) ?? .french,
      level: request.level.label(in: request.language),
      programme: try await ProgrammeTitle.read(snapshot, request, tools.store.kinds),
      dataAsOf: snapshot.changedOn.flatMap { DocumentDate(iso: $0.description) },
      withheld: snapshot.withheld.map { $0.line(in: request.language) })
    let (empty, reading) = (EmptyInputs(), Signal())
    let composing = Task {
      defer { reading.give() }
      return try await compose(snapshot, empty) { reading.give() }
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

  /// Composes from a snapshot's rows; `done` is called once they are read.
  private func compose(
    _ snapshot: ReportSnapshot, _ empty: EmptyInputs, done: @escaping @Sendable () -> Void
  ) async throws -> Composition {
    let traces = IssuedTraces()
    var job = ComposeJob(
      plugin: request.plugin, request: request.json(snapshot), deadline: deadline, traces: traces)
    job.traceparent = request.traceparent
    let composition = try await tools.host.compose(
      job,
      inputs: { sink in
        defer { done() }
        let names = LabelledOrganisations(
          request.queries.contains(where: \.isLabelled) ? try await snapshot.organisations() : .none, request.language)
        for (place, query) in request.queries.enumerated() {
          let labels =
            query.isLabelled ? RowLabels(query, in: request.language, organisation: { names.label($0) }) : nil
          try await snapshot.rows(
            of: query, noting: { try await destination.take(sources: $0) },
            tracing: { origin in
              let place = RowPlace(query: place, row: traces.next(of: place))
              try await destination.take(origin, at: place)
              return place.trace
            }
          ) { row in
            empty.noteRow(of: query)
            let row = try labels?.added(to: row) ?? row
            try await destination.take(sources: names.newSources())
            try await sink.send(row, to: query.name)
          }
          try await sink.end(query.name)
          empty.noteEnd(of: query)
        }
      }, events: events, blocks: { try await destination.take(blocks: $0) })
    try await destination.finish()
    return composition
  }
}
