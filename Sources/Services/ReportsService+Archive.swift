import Disclosure
import JSONBytes
import LineRPC
import MethodCatalogue
import PluginDescriptions
import PluginHost
import RecordStore
import ReportDocument
import Violations

/// Reports that were composed before.
extension ReportsService {
  @Sendable func runs(_ call: Call) async throws -> [UInt8] {
    var parameters = try call.parameters()
    let before = parameters.pageToken { $0.run }
    try parameters.finish()
    let principal = try call.principal
    let programme = parameters.string("programme")
    if let programme { try principal.require(programme: programme) }
    let runs = try await tools.store.archive.runs(
      programme: programme, report: parameters.string("report"), before: before, scope: principal.scope)
    return RunAnswers.page(runs)
  }

  @Sendable func run(_ call: Call) async throws -> [UInt8] {
    let run = try await found(call)
    return RunAnswers.run(run, deliveredTo: try await tools.store.archive.deliveries(of: run.id))
  }

  /// The records behind a figure that a run prints.
  @Sendable func trace(_ call: Call) async throws -> [UInt8] {
    let run = try await found(call)
    let parameters = try call.parameters()
    try parameters.finish()
    let text = parameters.text("trace")
    let scope = try call.principal.scope
    guard let places = RowPlace.places(in: text),
      let trace = try await tools.store.archive.trace(places, of: run.id, scope: scope)
    else {
      throw Status(
        .notFound,
        Wording(
          en: "No figure of the run \(run.id) has the trace \(text).",
          fr: "Aucun chiffre de la composition \(run.id) n’a la trace \(text)."))
    }
    return RunAnswers.trace(text, of: run, trace)
  }

  @Sendable func fetch(_ call: Call, _ writer: ResponseWriter) async throws -> [UInt8] {
    let run = try await found(call)
    var parameters = try call.parameters()
    let (medium, stamp) = (parameters.text("medium"), try Self.stamp(of: run))
    let media = tools.host.catalogue.report(run.order.report)?.report.media ?? run.media.map(\.medium)
    if !media.contains(medium), !run.media.contains(where: { $0.medium == medium }) {
      parameters.unknownCode("medium", medium, allowed: media)
    }
    let offset = parameters.integer("offset") ?? 0
    try parameters.finish()
    let deadline = min(call.context.deadline ?? .now + Self.renderingTime, .now + Self.renderingTime)
    let kept = run.media.first { $0.medium == medium }
    // What is kept needs no writer.
    if kept == nil, let status = tools.host.unavailability(of: medium) { throw status }
    let archived: ArchivedMedium
    let principal = try call.principal.name
    if let kept {
      archived = kept
    } else {
      archived = try await tools.write(
        medium, stamp, of: run.id, for: principal, until: deadline, call.context.traceparent)
    }
    guard (0...archived.bytes).contains(offset) else {
      parameters.note(
        "offset",
        Wording(
          "offset", en: "The medium has \(archived.bytes) bytes: an offset is from 0 to that.",
          fr: "Le support compte \(archived.bytes) octets : une position va de 0 à ce nombre."), found: "\(offset)")
      try parameters.finish()
      return []
    }
    let archive = tools.store.archive
    if kept != nil { try await archive.noteDelivery(of: run.id, medium: medium, to: principal) }
    let stream = RenderStream(writer, from: offset)
    try await archive.read(archived, of: run.id, from: offset) { try await stream.send($0) }
    try await stream.finish()
    return RunAnswers.fetched(run, archived)
  }

  /// The run that a call names, if its caller may see it.
  private func found(_ call: Call) async throws -> ArchivedRun {
    let id = try call.parameters().text("run")
    call.notes.note("run", id)
    let principal = try call.principal
    guard let run = try await tools.store.archive.run(id, scope: principal.scope) else {
      throw Status(
        .notFound,
        Wording(en: "There is no run \(id).", fr: "Il n’y a pas de composition \(id)."),
        hint: Wording(
          en: "kurukan.v1.Reports/Runs lists those that your token may see.",
          fr: "kurukan.v1.Reports/Runs énumère celles que votre jeton permet de voir."))
    }
    call.notes.note("report", run.order.report)
    call.notes.note("programme", run.order.programme)
    return run
  }

  /// What the core says of a run that can be delivered.
  private static func stamp(of run: ArchivedRun) throws(Status) -> ReportStamp {
    if run.isPurged || run.isRecalled { throw Status(.reportRecalled, Reason.reportRecalled.summary) }
    guard let stamp = run.composed.flatMap({ ReportStamp(json: $0.stamp) }) else {
      throw Status(
        .notFound,
        Wording(
          en: "The run \(run.id) has no report: it is \(run.state.rawValue).",
          fr: "La composition \(run.id) n’a pas de rapport : son état est \(run.state.rawValue)."),
        hint: Wording(
          en: "kurukan.v1.Reports/Run says why.", fr: "kurukan.v1.Reports/Run en donne la raison."))
    }
    return stamp
  }
}
