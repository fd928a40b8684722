import CoreMetrics
import Instruments
import LineRPC
import PluginHost
import RecordStore
import Violations

/// Whether a plugin may be run, and what its runs make of that: kept reports and checks count alike, for both run it.
extension ReportTools {
  /// Why compositions end that a plugin is to blame for.
  static let faultsOfPlugins: Set<Reason> = [.pluginCrashed, .pluginProtocol, .pluginInvalid]

  /// What is known of a plugin that may be run; nil if nothing is.
  ///
  /// - Throws: `Status` if it is disabled.
  func standing(of plugin: InstalledPlugin) async throws -> PluginStanding? {
    let standing = try await store.plugins.standing(of: plugin.digest)
    guard let disabled = standing?.disabled else { return standing }
    throw Status(
      .pluginDisabled,
      Wording(
        en: "The format \(plugin.id) was disabled by \(disabled.by) at \(disabled.at): \(disabled.why)",
        fr: "Le format \(plugin.id) a été désactivé par \(disabled.by) le \(disabled.at) : \(disabled.why)"))
  }

  /// Forgets a plugin's crashes, since it has composed a report.
  func forgetCrashes(_ standing: PluginStanding?, of plugin: InstalledPlugin) async throws {
    if let crashes = standing?.crashes, crashes > 0 { try await store.plugins.noteReport(of: plugin.digest) }
  }

  /// Counts a crash if that is what came of a run; what the caller is told, and that the plugin is disabled for it if so.
  func counting(_ status: Status, of plugin: InstalledPlugin) async -> Status {
    if Self.faultsOfPlugins.contains(status.reason) {
      Instrument.pluginFailures.counter(plugin.id, status.reason.name).increment()
    }
    guard status.reason == .pluginCrashed, (try? await store.plugins.noteCrash(of: plugin.digest)) == true else {
      return status
    }
    let (message, count) = (status.message, PluginStandings.crashes)
    var disabled = Status(
      .pluginCrashed,
      Wording(
        en: "\(message.en) After \(count) crashes the format is disabled on every server.",
        fr: "\(message.text(in: .french)) Après \(count) arrêts, le format est désactivé sur tous les serveurs."))
    disabled.logged = "\(status.logged ?? "The plugin \(plugin.id) crashed.") It is disabled on every server."
    return disabled
  }
}
