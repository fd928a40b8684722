import Glibc
import JSONBytes
import Settings

/// Every setting with its value, for people and for programs.
enum SettingListing {
  static func table(_ values: SettingValues) -> String {
    var table = TextTable([("SETTING", .left), ("VALUE", .left), ("SOURCE", .left), ("DEFAULT", .left)])
    for setting in values.settings {
      table.add([
        setting.name, shown(setting, values) ?? "-", values[setting].source.description, setting.standard ?? "-",
      ])
    }
    return table.text
  }

  static func json(_ values: SettingValues) -> String {
    let entries: [JSONValue] = values.settings.map { setting in
      var entry = JSONObject()
      entry["setting"] = .string(setting.name)
      entry["value"] = shown(setting, values).map(JSONValue.string) ?? JSONValue.null
      entry["source"] = .string(values[setting].source.description)
      entry["default"] = setting.standard.map(JSONValue.string) ?? JSONValue.null
      entry["flag"] = .string(setting.flag)
      entry["variable"] = .string(setting.variable)
      entry["secret"] = .bool(setting.isSecret)
      entry["reloadable"] = .bool(setting.isReloadable)
      return .object(entry)
    }
    return JSONValue.array(entries).text
  }

  /// Of a secret only the name of a file is shown: somebody may have put the secret itself in its place.
  private static func shown(_ setting: Setting, _ values: SettingValues) -> String? {
    let texts = values[setting].texts
    guard !texts.isEmpty else { return nil }
    let text = texts.joined(separator: ",")
    guard setting.isSecret, !SecretFile.isShown(text) else { return text }
    return "(hidden: it names no file)"
  }
}
