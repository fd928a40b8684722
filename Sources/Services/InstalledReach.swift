import PluginHost
import Records
import Synchronization

/// What the installed reports show, made anew when other plugins are installed.
final class InstalledReach: Sendable {
  private let host: PluginHost
  private let kinds: KindCatalogue
  private let made = Mutex<(digests: [String], reach: ReportReach)?>(nil)

  init(host: PluginHost, kinds: KindCatalogue) {
    self.host = host
    self.kinds = kinds
  }

  var current: ReportReach {
    let plugins = host.catalogue.plugins
    let digests = plugins.map(\.digest)
    return made.withLock { made in
      if let made, made.digests == digests { return made.reach }
      let reach = ReportReach(plugins.flatMap(\.reports), kinds: kinds)
      made = (digests, reach)
      return reach
    }
  }
}
