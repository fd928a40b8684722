import Configuration
import Synchronization

/// Reads a setting from the first source that has it, and tells which that was.
struct SourceReader {
  enum Place: Int { case flags, environment, file }

  private let reader: ConfigReader
  private let access = LastAccess()

  init(
    flags: [AbsoluteConfigKey: ConfigValue], environment: [String: String], file: [AbsoluteConfigKey: ConfigValue]
  ) {
    let prefix = ConfigKey(Setting.variablePrefix.split(separator: "_").map { $0.lowercased() })
    reader = ConfigReader(
      providers: [
        InMemoryProvider(name: "flags", values: flags),
        EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: prefix),
        InMemoryProvider(name: "file", values: file),
      ], accessReporter: access)
  }

  /// The texts of a setting's value, and where they came from; nil where no source has it.
  func read(_ setting: Setting) -> (texts: [String]?, place: Place?) {
    let key = ConfigKey(setting.path)
    let texts: [String]? =
      if case .list = setting.form {
        reader.stringArray(forKey: key, isSecret: setting.isSecret)
      } else {
        reader.string(forKey: key, isSecret: setting.isSecret).map { [$0] }
      }
    return (texts, texts.flatMap { _ in Place(rawValue: access.providersAsked - 1) })
  }
}

/// Of the last value that was read, how many sources were asked for it: the last of them had it.
private final class LastAccess: AccessReporter {
  private let asked = Mutex(0)

  var providersAsked: Int { asked.withLock { $0 } }

  func report(_ event: AccessEvent) { asked.withLock { $0 = event.providerResults.count } }
}
