import PluginHost
import Synchronization

/// What the installed reports show, made anew when other plugins are installed.
final class InstalledReach: Sendable {
  private let host: PluginHost
  private let made = Mutex<(digests: [String], reach: ReportReach)?>(nil)

  init(host: PluginHost) { self.host = host }

  var current: ReportReach {
    let plugins = host.catalogue.plugins
    let digests = plugins.map(\.digest)
    return made.withLock { made in
      if let made, made.digests == digests { return made.reach }
      let reach = ReportReach(plugins.flatMap(\.reports))
      made = (digests, reach)
      return reach
    }
  }
}
