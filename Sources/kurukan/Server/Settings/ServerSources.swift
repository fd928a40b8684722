import Settings

/// Where a server's settings are read, at its start and whenever SIGHUP comes: the command line and the environment stay as
/// they were, the file may have changed.
struct ServerSources: Sendable {
  private let flags: [FlagValue]
  private let flagFaults: [SettingFault]
  private let environment: [String: String]
  private let file: (path: String, named: String)?

  init(_ options: ServerOptions, environment: [String: String] = EnvironmentVariable.all) {
    var faults: [SettingFault] = []
    flags = options.flags(&faults)
    flagFaults = faults
    self.environment = environment
    let variable = ServerOptions.fileVariable
    file =
      options.configuration.map { ($0, "--configuration") }
      ?? environment[variable].flatMap { $0.isEmpty ? nil : ($0, variable) }
  }

  /// The paths of the files that are read.
  var paths: [String] { file.map { [$0.path] } ?? [] }

  /// Reads every setting; what is wrong is gathered.
  func values(_ faults: inout [SettingFault]) -> SettingValues {
    faults += flagFaults
    return SettingValues(
      ServerOptions.settings, flags: flags, environment: environment, file: read(&faults),
      otherVariables: EnvironmentVariable.others + [ServerOptions.fileVariable], faults: &faults)
  }

  private func read(_ faults: inout [SettingFault]) -> SettingsFile? {
    guard let file else { return nil }
    do {
      try FileAccess.check(file.path, .secret)
      let bytes = try FileBytes.read(file.path, limit: SettingsFile.limit + 1)
      guard bytes.count <= SettingsFile.limit else {
        throw SettingFault("\(file.path) has more than \(SettingsFile.limit) bytes, which no settings have.")
      }
      return try SettingsFile(bytes, path: file.path)
    } catch {
      faults.append(SettingFault("\(file.named): \(CommandFailure.text(of: error))"))
      return nil
    }
  }
}
