import ArgumentParser
import Settings

/// Flags of a server with the settings that they set, each declared once.
protocol SettingOptions: ParsableArguments {
  /// The settings of this group, in the order of the documentation.
  static var settings: [Setting] { get }

  /// What was given on the command line.
  func flags(_ faults: inout [SettingFault]) -> [FlagValue?]
}

extension FlagValue {
  /// A flag without a value, if it was given.
  init?(_ setting: Setting, _ isOn: Bool?) {
    guard let isOn else { return nil }
    self.init(setting.name, "\(isOn)")
  }
}
