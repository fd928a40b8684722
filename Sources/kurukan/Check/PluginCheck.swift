import LineRPC
import PluginHost
import Violations

/// Whether reports can be made here: the sandbox, each plugin as it describes itself in it, and PDF.
struct PluginCheck {
  let settings: ServerSettings

  func findings() async -> [CheckFinding] {
    var findings = [SandboxCheck.finding(withoutLandlock: settings.hosting.withoutLandlock)]
    do throws(CommandFailure) {
      try FileAccess.checkFolder(settings.hosting.pluginsFolder, named: "--plugins")
      try FileAccess.check(settings.hosting.pluginsFolder, .shared)
    } catch {
      return findings + [.fault("plugins", error)]
    }
    do {
      var hosting = settings.hosting
      hosting.limits = try PluginHostLimits.standard.fittingContainer()
      let host = try PluginHost(hosting)
      findings += try await plugins(host)
      findings.append(typesetting(host.typesetting))
      await host.shutdown()
    } catch let status as Status {
      findings.append(.fault("plugins", status.message.en, remedy: status.hint?.en))
    } catch {
      findings.append(.fault("plugins", error))
    }
    return findings
  }

  private func plugins(_ host: PluginHost) async throws -> [CheckFinding] {
    let catalogue = try await host.reload()
    let refusals = catalogue.refused.map {
      CheckFinding.fault("plugins", "\($0.path) is refused: \($0.why.message.en)", remedy: $0.why.hint?.en)
    }
    guard !catalogue.plugins.isEmpty else {
      let folder = settings.hosting.pluginsFolder
      return refusals + [
        .warning(
          "plugins", "there is none in \(folder).", remedy: "Name their folder with --plugins, or put some there.")
      ]
    }
    let names = catalogue.plugins.map(\.id).sorted().joined(separator: " ")
    return refusals + [.ok("plugins", "\(catalogue.plugins.count) load and describe themselves: \(names)")]
  }

  private func typesetting(_ finding: TypesettingFinding) -> CheckFinding {
    guard !finding.missing.isEmpty else { return .ok("pdf", "can be written with Typst \(finding.typst ?? "")") }
    return .warning("pdf", "cannot be written; all other media can: \(finding.log).", remedy: nil)
  }
}
