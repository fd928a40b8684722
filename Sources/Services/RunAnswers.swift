import Disclosure
import JSONBytes
import RecordStore
import Records

/// The answers about archived runs as JSON.
enum RunAnswers {
  static func page(_ runs: [ArchivedRun]) -> [UInt8] {
    var json = JSONWriter(capacity: 1_024)
    json.beginObject()
    json.key("runs")
    json.beginArray()
    for run in runs {
      json.beginObject()
      members(of: run, to: &json)
      json.endObject()
    }
    json.endArray()
    if runs.count == ArchiveLimits.pageRuns, let last = runs.last {
      json.member("nextPageToken", PageToken(run: last.number).text)
    }
    json.endObject()
    return json.bytes
  }

  static func run(_ run: ArchivedRun, deliveredTo deliveries: [ReportDelivery]) -> [UInt8] {
    var json = JSONWriter(capacity: 2_048)
    json.beginObject()
    members(of: run, to: &json)
    json.member("request", .object(run.order.request))
    json.member("formatVersion", run.order.formatVersion)
    json.member("formatDigest", run.order.formatDigest)
    if let composed = run.composed {
      json.member("blocks", composed.blocks)
      json.member("inputSha256", composed.inputDigest)
      json.member("blocksSha256", composed.blocksDigest)
      json.member("hiddenPercent", ifPresent: composed.hiddenPercent)
      json.member("withheld", composed.stamp["withheld"] ?? .array([]))
    }
    if let failure = run.failure { json.member("failure", failure) }
    json.member("diagnostics", .array(run.diagnostics))
    json.key("deliveries")
    json.beginArray()
    for delivery in deliveries {
      json.beginObject()
      json.member("principal", delivery.principal)
      json.member("medium", delivery.medium)
      json.member("at", delivery.deliveredAt)
      json.endObject()
    }
    json.endArray()
    json.endObject()
    return json.bytes
  }

  static func trace(_ text: String, of run: ArchivedRun, _ trace: FigureTrace) -> [UInt8] {
    var answer: JSONObject = ["run": .string(run.id), "trace": .string(text)]
    answer["records"] = .array(
      trace.records.map { record in
        [
          "kind": .string(record.identity.kind.name), "programme": .string(record.identity.programme),
          "key": .string(record.identity.key), "revision": .integer(Int64(record.revision)),
          "level": .string(record.level.code),
        ]
      })
    if let others = trace.others {
      var count = JSONObject()
      if let about = others.about { count["about"] = .integer(Int64(about)) }
      if let bound = others.fewerThan { count["fewerThan"] = .integer(Int64(bound)) }
      answer["others"] = .object(count)
    }
    return JSONValue.object(answer).bytes
  }

  static func fetched(_ run: ArchivedRun, _ medium: ArchivedMedium) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("run", run.id)
    json.member("report", run.order.report)
    write(medium, to: &json)
    json.endObject()
    return json.bytes
  }

  private static func members(of run: ArchivedRun, to json: inout JSONWriter) {
    json.member("run", run.id)
    json.member("report", run.order.report)
    json.member("programme", run.order.programme)
    json.member("level", run.order.level.code)
    for name in ["language", "grant", "period", "reportDate"] {
      guard let value = run.order.request[name] else { continue }
      json.key(dynamic: name)
      json.value(value)
    }
    json.member("requestedBy", run.order.requestedBy)
    json.member("requestedAt", run.requestedAt)
    json.member("state", run.state.rawValue)
    if run.isPurged || run.isRecalled { json.member("recalled", true) }
    json.key("media")
    json.beginArray()
    for medium in run.media {
      json.beginObject()
      write(medium, to: &json)
      json.endObject()
    }
    json.endArray()
  }

  private static func write(_ medium: ArchivedMedium, to json: inout JSONWriter) {
    json.member("medium", medium.medium)
    json.member("bytes", medium.bytes)
    json.member("sha256", medium.sha256)
    json.member("writerVersion", medium.writerVersion)
  }
}
