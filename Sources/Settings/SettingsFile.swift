import Configuration
import JSONBytes
import Violations

/// A configuration file: one JSON object with a member for each setting, groups being objects within it.
public struct SettingsFile: Sendable {
  /// More than all settings together have.
  public static let limit = 1 << 20

  /// Where it was read.
  public let path: String
  /// What stands in it, under dotted names.
  let members: [(name: String, value: JSONValue)]

  /// Reads the bytes of a file. Throws what keeps them from being an object at all.
  public init(_ bytes: [UInt8], path: String) throws(SettingFault) {
    self.path = path
    let json: JSONValue
    do {
      json = try JSONValue(parsing: bytes)
    } catch {
      let line = bytes.prefix(error.offset).count { $0 == UInt8(ascii: "\n") } + 1
      throw SettingFault("\(path), line \(line): this is no JSON: \(error.message)")
    }
    guard let object = json.object else {
      throw SettingFault(#"\#(path) must hold one JSON object, such as {"listen": "127.0.0.1:4460"}."#)
    }
    members = Self.flat(object, "")
  }

  private static func flat(_ object: JSONObject, _ prefix: String) -> [(name: String, value: JSONValue)] {
    object.members.flatMap { member in
      let name = prefix + member.key
      guard let group = member.value.object, !group.members.isEmpty else { return [(name, member.value)] }
      return flat(group, name + ".")
    }
  }

  /// What it sets, as swift-configuration takes it. What cannot be used is a fault and left out.
  func values(_ settings: [Setting], _ faults: inout [SettingFault]) -> [AbsoluteConfigKey: ConfigValue] {
    var values: [AbsoluteConfigKey: ConfigValue] = [:]
    for (name, value) in members {
      guard let setting = settings.first(where: { $0.name == name }) else {
        faults.append(unknown(name, settings))
        continue
      }
      let place = SettingSource.file(path).place(of: setting)
      guard let content = Self.content(value, of: setting) else {
        faults.append(SettingFault("\(place): must be \(setting.range), not \(Self.kind(value))."))
        continue
      }
      guard values.updateValue(ConfigValue(content, isSecret: setting.isSecret), forKey: setting.key) == nil else {
        faults.append(SettingFault("\(place): is there twice; leave one."))
        continue
      }
    }
    return values
  }

  private func unknown(_ name: String, _ settings: [Setting]) -> SettingFault {
    let near = NearestName.suggestion(for: name, in: settings.map(\.name))
    let what = "\(Excerpt.of(name)) in \(path): there is no such setting."
    return SettingFault(Wording(en: what).suggesting(near).en + " kurukan config lists all.")
  }

  private static func content(_ value: JSONValue, of setting: Setting) -> ConfigContent? {
    if case .list = setting.form {
      if let text = value.string { return setting.content(text) }
      guard let items = value.array?.map(\.string), !items.contains(nil) else { return nil }
      return .stringArray(items.compactMap { $0 })
    }
    if let text = value.string { return .string(text) }
    if let number = value.integer { return .string("\(number)") }
    return value.bool.map { .string("\($0)") }
  }

  private static func kind(_ value: JSONValue) -> String {
    if value.array != nil { return "an array" }
    if value.object != nil { return "an object" }
    return value == .null ? "null; leave it out for the default" : "this number"
  }
}
