import Disclosure
import JSONBytes
import LineRPC
import PluginDescriptions
import PluginHost
import RecordStore
import Records
import Violations

/// The answers of `kurukan.v1.Reports` as JSON.
enum FormatAnswers {
  static func formats(_ host: PluginHost) -> [UInt8] {
    var json = JSONWriter(capacity: 1_024)
    json.beginObject()
    json.key("formats")
    json.beginArray()
    for plugin in host.catalogue.plugins {
      json.beginObject()
      json.member("id", plugin.id)
      json.member("version", plugin.version)
      write("donor", plugin.donor, to: &json)
      write("title", plugin.title, to: &json)
      json.key("reports")
      json.beginArray()
      for report in plugin.reports {
        json.beginObject()
        members(of: report, on: host, to: &json)
        json.endObject()
      }
      json.endArray()
      json.endObject()
    }
    json.endArray()
    json.endObject()
    return json.bytes
  }

  static func report(_ report: InstalledReport, of plugin: InstalledPlugin, on host: PluginHost) -> [UInt8] {
    var json = JSONWriter(capacity: 2_048)
    json.beginObject()
    members(of: report, on: host, to: &json)
    json.member("format", plugin.id)
    json.member("formatVersion", plugin.version)
    json.member("formatDigest", plugin.digest)
    json.member("parameters", .object(report.parameters.json))
    json.member("queries", .array(report.queries.map(\.json)))
    json.endObject()
    return json.bytes
  }

  static func rendered(_ request: RenderRequest, _ run: ReportRun, _ medium: ArchivedMedium) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("run", run.id)
    json.member("report", request.report.id)
    json.member("medium", medium.medium)
    json.member("bytes", medium.bytes)
    json.member("sha256", medium.sha256)
    json.member("formatDigest", request.plugin.digest)
    json.member("withheld", .array(run.withheld.map(\.json)))
    json.member("hiddenPercent", ifPresent: run.hidden.percent)
    json.key("milliseconds")
    json.number(((.now - run.started) / .microseconds(100)).rounded() / 10)
    json.endObject()
    return json.bytes
  }

  static func checked(_ request: RenderRequest, _ diagnostics: [JSONValue], isPossible: Bool) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("report", request.report.id)
    json.member("possible", isPossible)
    json.member("complete", isPossible && !diagnostics.contains { $0["severity"] != "info" })
    json.member("diagnostics", .array(diagnostics))
    json.endObject()
    return json.bytes
  }

  private static func members(of report: InstalledReport, on host: PluginHost, to json: inout JSONWriter) {
    json.member("id", report.id)
    write("title", report.title, to: &json)
    json.member("languages", .array(report.languages.map(JSONValue.string)))
    json.member("media", .array(report.media.map(JSONValue.string)))
    write(unavailable: report.media, on: host, to: &json)
    json.member("level", report.level)
    if let cadence = report.cadence { write("cadence", cadence, to: &json) }
    json.member("cadences", .array(report.cadences.map(JSONValue.string)))
    json.member("grant", report.grant.isRequired ? "required" : "optional")
    json.member("grantPattern", ifPresent: report.grant.pattern)
  }

  /// Of these media, those that this server cannot write at this moment, and what to do about it.
  private static func write(unavailable media: [String], on host: PluginHost, to json: inout JSONWriter) {
    json.key("unavailableMedia")
    json.beginArray()
    for medium in media {
      guard let status = host.unavailability(of: medium) else { continue }
      json.beginObject()
      json.member("medium", medium)
      write("why", status.message, to: &json)
      write("remedy", status.hint ?? status.reason.remedy, to: &json)
      json.endObject()
    }
    json.endArray()
  }

  private static func write(_ name: StaticString, _ text: Wording, to json: inout JSONWriter) {
    json.key(name)
    json.beginObject()
    json.member("en", text.en)
    json.member("fr", text.text(in: .french))
    json.endObject()
  }

  private static func write(_ name: StaticString, _ text: PluginText, to json: inout JSONWriter) {
    json.key(name)
    json.beginObject()
    json.member("en", text.en)
    json.member("fr", text.fr)
    json.endObject()
  }
}
