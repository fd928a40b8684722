import Configuration
import Violations

/// A value that stands on the command line.
public struct FlagValue: Sendable, Equatable {
  /// The setting's name, which there may be none of: names within a group come as they were written.
  public let name: String
  /// The value as it was written.
  public let text: String

  /// The value of a setting of this name.
  public init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }

  /// The value of a setting, if it was given.
  public init?(_ setting: Setting, _ text: String?) {
    guard let text else { return nil }
    self.init(setting.name, text)
  }

  static func values(
    _ flags: [FlagValue], _ settings: [Setting], _ faults: inout [SettingFault]
  ) -> [AbsoluteConfigKey: ConfigValue] {
    var values: [AbsoluteConfigKey: ConfigValue] = [:]
    for flag in flags {
      guard let setting = settings.first(where: { $0.name == flag.name }) else {
        let parts = flag.name.split(separator: ".", maxSplits: 1).map(String.init)
        let group = settings.filter { $0.path.count == 2 && $0.path[0] == parts[0] }
        let near = NearestName.suggestion(for: parts.last ?? "", in: group.map { $0.path[1] })
        let what = "--\(parts[0]): there is no \(parts[0]) \"\(Excerpt.of(parts.last ?? ""))\" that can be set."
        faults.append(SettingFault(Wording(en: what).suggesting(near).en))
        continue
      }
      // The last one counts, as with other flags.
      values[setting.key] = ConfigValue(setting.content(flag.text), isSecret: setting.isSecret)
    }
    return values
  }
}

extension Setting {
  var key: AbsoluteConfigKey { AbsoluteConfigKey(path) }

  /// The value in a text where lists are separated by commas.
  func content(_ text: String) -> ConfigContent {
    guard case .list = form else { return .string(text) }
    return .stringArray(
      text.split(separator: ",", omittingEmptySubsequences: false).map { String($0.drop { $0 == " " }) })
  }
}
