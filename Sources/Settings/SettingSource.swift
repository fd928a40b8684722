/// Where a value was read.
public enum SettingSource: Sendable, Hashable {
  /// A flag of the command line.
  case flag
  /// An environment variable.
  case environment
  /// The configuration file at this path.
  case file(String)
  /// Nobody set it.
  case standard

  /// The place of a setting in it, for people: `KURUKAN_SERVE_GRACE`, `grace in /etc/kurukan.json`.
  func place(of setting: Setting) -> String {
    switch self {
    case .flag: setting.flag
    case .environment: setting.variable
    case .file(let path): "\(setting.name) in \(path)"
    case .standard: setting.name
    }
  }

  /// One word for it, and the path: `flag`, `environment`, `file /etc/kurukan.json`, `default`.
  public var description: String {
    switch self {
    case .flag: "flag"
    case .environment: "environment"
    case .file(let path): "file \(path)"
    case .standard: "default"
    }
  }
}
