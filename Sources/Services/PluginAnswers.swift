import JSONBytes
import LineRPC
import PluginDescriptions
import PluginHost
import RecordStore
import Violations

/// The answers of `kurukan.v1.Plugins` as JSON.
enum PluginAnswers {
  static func list(_ catalogue: PluginCatalogue, _ standings: [String: PluginStanding], landlock: Int) -> [UInt8] {
    var json = JSONWriter(capacity: 1_024)
    json.beginObject()
    json.key("plugins")
    json.beginArray()
    for plugin in catalogue.plugins { write(plugin, standings[plugin.digest], to: &json) }
    json.endArray()
    json.key("refused")
    json.beginArray()
    for refusal in catalogue.refused {
      json.beginObject()
      json.member("file", refusal.path.split(separator: "/").last.map(String.init) ?? refusal.path)
      json.member("why", refusal.why.message.en + (refusal.why.hint.map { " \($0.en)" } ?? ""))
      json.endObject()
    }
    json.endArray()
    json.key("sandbox")
    json.beginObject()
    json.member("landlock", landlock)
    json.member("seccomp", true)
    json.endObject()
    json.endObject()
    return json.bytes
  }

  private static func write(_ plugin: InstalledPlugin, _ standing: PluginStanding?, to json: inout JSONWriter) {
    json.beginObject()
    json.member("format", plugin.id)
    json.member("version", plugin.version)
    json.member("file", plugin.fileName)
    json.member("digest", plugin.digest)
    json.member("reports", .array(plugin.reports.map { .string($0.id) }))
    json.member("enabled", standing?.disabled == nil)
    if let disabled = standing?.disabled {
      json.member("disabledBy", disabled.by)
      json.member("disabledAt", disabled.at)
      json.member("disabledWhy", disabled.why)
    }
    if let crashes = standing?.crashes, crashes > 0 { json.member("crashes", crashes) }
    json.endObject()
  }
}
