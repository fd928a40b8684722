import Configuration
import Violations

/// The values of all settings, each with where it came from: flags before the environment, that before the file, that
/// before what stands in the declaration.
public struct SettingValues: Sendable {
  /// One value.
  public struct Entry: Sendable, Equatable {
    /// The texts: one, or those of a list; none where there is no value.
    public let texts: [String]
    /// Where it was read.
    public let source: SettingSource
  }

  /// Every setting, in the order of their declaration.
  public let settings: [Setting]
  private let entries: [String: Entry]

  /// Reads and checks every setting.
  ///
  /// - Parameters:
  ///   - flags: what stands on the command line.
  ///   - environment: the process's.
  ///   - file: the configuration file.
  ///   - otherVariables: variables of this program's that are no settings.
  ///   - faults: gets all that is wrong; where it is empty afterwards, the values can be used.
  public init(
    _ settings: [Setting], flags: [FlagValue], environment: [String: String], file: SettingsFile?,
    otherVariables: [String] = [], faults: inout [SettingFault]
  ) {
    self.settings = settings
    let variables = EnvironmentVariables(environment)
    faults += variables.unknown(settings, others: otherVariables)
    let reader = SourceReader(
      flags: FlagValue.values(flags, settings, &faults), environment: variables.values,
      file: file?.values(settings, &faults) ?? [:])
    var entries: [String: Entry] = [:]
    for setting in settings {
      let (texts, place) = reader.read(setting)
      let source: SettingSource =
        switch place {
        case .flags: .flag
        case .environment: .environment
        case .file: .file(file?.path ?? "")
        case nil: .standard
        }
      let entry = Entry(texts: texts ?? setting.standard.map { [$0] } ?? [], source: source)
      if let fault = setting.fault(entry) { faults.append(fault) }
      entries[setting.name] = entry
    }
    self.entries = entries
  }

  /// The value of a setting.
  public subscript(setting: Setting) -> Entry { entries[setting.name] ?? Entry(texts: [], source: .standard) }

  /// The text of a setting; nil where there is none.
  public func text(_ setting: Setting) -> String? { self[setting].texts.first }

  /// The number of a setting, which has a standard; 0 where the text was a fault.
  public func number(_ setting: Setting) -> Int { text(setting).flatMap { Int($0) } ?? 0 }

  /// Whether a flag is set.
  public func isOn(_ setting: Setting) -> Bool { text(setting).flatMap(Setting.truth) == true }

  /// The texts of a list.
  public func list(_ setting: Setting) -> [String] { self[setting].texts }

  /// The settings whose values are others than before.
  public func changed(from old: SettingValues) -> [Setting] {
    settings.filter { self[$0].texts != old[$0].texts }
  }

  /// What is wrong with a value, with where it came from.
  public func fault(_ setting: Setting, _ what: String) -> SettingFault {
    SettingFault("\(self[setting].source.place(of: setting)): \(what)")
  }
}

extension Setting {
  /// A truth value as any of the sources writes it.
  static func truth(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "yes", "1": true
    case "false", "no", "0": false
    default: nil
    }
  }

  fileprivate func fault(_ entry: SettingValues.Entry) -> SettingFault? {
    let place = entry.source.place(of: self)
    for text in entry.texts {
      guard !text.isEmpty else { return SettingFault("\(place): is empty. Give it a value, or leave it out.") }
      let isFit =
        switch form {
        case .text, .list: true
        case .integer(let range, _): Int(text).map(range.contains) ?? false
        case .flag: Self.truth(text) != nil
        case .choice(let names): names.contains(text)
        }
      guard !isFit else { continue }
      let shown = isSecret ? "" : ", not \"\(Excerpt.of(text))\""
      return SettingFault("\(place): must be \(range)\(shown).")
    }
    return nil
  }
}
