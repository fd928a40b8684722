import Violations

/// The environment as far as it is this program's.
struct EnvironmentVariables {
  private static let own = "KURUKAN_"

  /// Those that set something; an empty one sets nothing.
  let values: [String: String]

  init(_ environment: [String: String]) {
    values = environment.filter { $0.key.hasPrefix(Self.own) && !$0.value.isEmpty }
  }

  /// Variables that nothing reads: what they were to set would be missed in silence.
  ///
  /// - Parameter others: those that other parts of the program read.
  func unknown(_ settings: [Setting], others: [String]) -> [SettingFault] {
    let known = settings.map(\.variable)
    return values.keys.sorted().compactMap { name in
      guard !known.contains(name), !others.contains(name), !isServiceLink(name) else { return nil }
      let rest = name.dropFirst(Self.own.count)
      let meant =
        known.first { $0 == Setting.variablePrefix + rest } ?? NearestName.suggestion(for: name, in: known + others)
      let what = Wording(en: "\(Excerpt.of(name)): nothing reads this environment variable.").suggesting(meant).en
      return SettingFault(what + " Take it out of the environment, or correct its name.")
    }
  }

  /// Kubernetes tells every container of the services around it, and a service may be named kurukan:
  /// `KURUKAN_SERVICE_HOST`, `KURUKAN_PORT=tcp://…`, `KURUKAN_PORT_4460_TCP_ADDR`.
  private func isServiceLink(_ name: String) -> Bool {
    guard !name.hasPrefix(Setting.variablePrefix) else { return false }
    if name.hasSuffix("_SERVICE_HOST") || name.contains("_SERVICE_PORT") { return true }
    if name.hasSuffix("_PORT"), values[name]?.contains("://") == true { return true }
    return ["_TCP", "_UDP", "_SCTP"].contains { name.contains("_PORT_") && name.contains($0) }
  }
}
