import Disclosure
import JSONBytes
import LineRPC
import PluginHost
import RecordStore
import Records
import ReportDocument
import Violations

/// A report from its request to its archived blocks, and from there to any medium.
struct ReportRun: Sendable {
  /// By which it is fetched.
  let id: String
  let stamp: ReportStamp
  let withheld: [WithheldCount]
  let hidden: HiddenShare
  let started: ContinuousClock.Instant

  private let tools: ReportTools
  private let principal: String
  private let deadline: ContinuousClock.Instant
  private let traceparent: String?

  /// Composes a report into the archive. A run that fails stays there, with the reason.
  init(
    _ request: RenderRequest, by principal: Principal, _ tools: ReportTools, until deadline: ContinuousClock.Instant,
    events: @escaping @Sendable (RenderEvent) async -> Void
  ) async throws {
    started = .now
    let store = tools.store
    let log = DiagnosticLog()
    let standing = try await tools.standing(of: request.plugin)
    id = try await store.archive.begin(request.order(by: principal))
    do {
      let composing = ReportComposing(
        request: request, principal: principal, tools: tools, deadline: deadline,
        destination: ArchivedBlocks(of: id, in: store.archive)
      ) { event in
        log.note(event)
        await events(event)
      }
      let composed = try await composing.run()
      stamp = composed.stamp
      withheld = composed.withheld
      hidden = composed.hidden
      let composition = composed.composition
      let completion = try await store.archive.complete(
        id,
        ComposedRun(
          stamp: stamp.json, blocks: composition.blocks, inputDigest: composition.inputDigest,
          blocksDigest: composition.blocksDigest, hiddenPercent: hidden.percent,
          diagnostics: composition.diagnostics + composed.missing))
      switch completion {
      case .done: break
      case .notKept: throw Self.erasedMeanwhile
      case .notReproducible(let other): throw Self.notReproducible(request.plugin, other)
      }
      try await tools.forgetCrashes(standing, of: request.plugin)
    } catch {
      let status = request.status(of: error)
      await Self.fail(id, status, log.diagnostics, store.archive)
      throw await tools.counting(status, of: request.plugin)
    }
    self.tools = tools
    self.principal = principal.name
    self.deadline = deadline
    traceparent = request.traceparent
  }

  /// Writes the report in a medium into the archive, for whoever asked.
  func medium(_ medium: String) async throws -> ArchivedMedium {
    try await tools.write(medium, stamp, of: id, for: principal, until: deadline, traceparent)
  }

  private static func notReproducible(_ plugin: InstalledPlugin, _ other: String) -> Status {
    Status(
      .pluginProtocol,
      Wording(
        en: "The format \(plugin.id) gave other blocks for the same request and data than in the run \(other).",
        fr: "Le format \(plugin.id) a donné d’autres blocs, pour la même demande et les mêmes données, que dans la "
          + "composition \(other)."),
      hint: Wording(
        en: "A format is a pure function of what it is given: no clock, no chance, no order of a set.",
        fr: "Un format ne dépend que de ce qu’il reçoit : ni horloge, ni hasard, ni ordre d’un ensemble."))
  }

  private static var erasedMeanwhile: Status {
    Status(
      .serializationConflict,
      Wording(
        en: "A record was erased while the report was composed from it.",
        fr: "Un enregistrement a été effacé pendant que le rapport en était composé."))
  }

  private static func fail(
    _ run: String, _ status: Status, _ diagnostics: [JSONValue], _ archive: ReportArchive
  ) async {
    let failure: JSONObject = [
      "reason": .string(status.reason.name), "message": .string(status.message.en),
    ]
    // A run that was cancelled has failed as well, and is to be noted all the same.
    await Task { try? await archive.fail(run, failure, diagnostics: diagnostics) }.value
  }
}
