import Glibc
import JSONBytes
import LineRPC
import PluginHost
import Testing
import Violations

extension WorkerTests {
  @Suite struct CatalogueTests {
    @Test("Good plugins are described, bad ones are refused with the reason")
    func folder() async throws {
      let names = [
        "FixtureDescription", "FixtureLoad", "FixtureMisbehaving", "FixturePlain", "FixtureSize",
        "FixtureSwift",
        "FixtureSymbol", "FixtureTwin", "FixtureVersion", "Missing",
      ]
      try await Workshop.with(names) { workshop in
        let catalogue = try await workshop.host.reload()
        #expect(catalogue.plugins.map(\.id) == ["misbehaving", "plain", "listing"])
        var refusals: [String: Status] = [:]
        for refusal in catalogue.refused {
          refusals[String(refusal.path.split(separator: "/").last ?? "")] = refusal.why
        }
        #expect(refusals.count == 7)
        let version = try #require(refusals["libFixtureVersion.so"])
        #expect(version.reason == .pluginInvalid)
        #expect(version.message.en.contains("version 7") && version.message.en.contains("version 1"))
        #expect(refusals["libFixtureSize.so"]?.message.en.contains("24 bytes where") == true)
        #expect(
          refusals["libFixtureSymbol.so"]?.message.en.contains("kurukan_plugin_FixtureSymbol") == true)
        #expect(refusals["libFixtureDescription.so"]?.message.en.contains("Not A Name") == true)
        #expect(refusals["libFixtureTwin.so"]?.message.en.contains("libFixturePlain.so") == true)
        #expect(refusals["libMissing.so"]?.message.en.contains("No such file") == true)
        let load = try #require(refusals["libFixtureLoad.so"])
        #expect(load.reason == .pluginCrashed)
        #expect(load.message.en.contains("signal 6"))
        // Even a constructor runs confined: there is no socket to be had.
        #expect(load.message.en.contains("constructor: socket -1"))
      }
    }

    @Test("An installed plugin tells what it offers")
    func installed() async throws {
      try await Workshop.with(["FixtureSwift"]) { workshop in
        let catalogue = try await workshop.host.reload()
        let (plugin, report) = try #require(catalogue.report("listing/findings"))
        #expect(plugin.version == "1.0.0")
        #expect(plugin.fileName == "libFixtureSwift.so")
        #expect(plugin.digest.count == 64)
        #expect(plugin.donor.text(in: "fr") == "Personne")
        #expect(report.languages == ["fr", "en"])
        #expect(report.level == "public")
        #expect(report.queries.map { $0["name"]?.string } == ["programme", "counts", "findings"])
        #expect(report.parameters["properties"]?["region"]?["type"]?.string == "string")
        #expect(workshop.host.catalogue.plugins == catalogue.plugins)
      }
    }

    @Test("A plugin that was replaced is not run until the folder is examined again")
    func replaced() async throws {
      try await Workshop.with(["FixturePlain"]) { workshop in
        try await workshop.host.reload()
        let job = try workshop.job("plain/count")
        let path = workshop.folder + "/libFixturePlain.so"
        unlink(path)
        symlink(Workshop.products + "/libFixtureTwin.so", path)
        let status = await #expect(throws: Status.self) { try await workshop.render(job) }
        #expect(status?.reason == .pluginInvalid)
        #expect(status?.hint?.en.contains("start the server anew") == true)
      }
    }

    @Test("A folder that is not there is an error, not an empty catalogue")
    func missingFolder() async throws {
      try await Workshop.with([]) { workshop in
        let status = await #expect(throws: Status.self) {
          try await PluginCatalogue.load(folder: workshop.folder + "/none", host: workshop.host)
        }
        #expect(status?.reason == .pluginInvalid)
      }
    }

    @Test("A worker that cannot be started is an error that names it")
    func missingWorker() async throws {
      try await Workshop.with(["FixturePlain"]) { workshop in
        unlink(workshop.workerPath)
        let catalogue = try await workshop.host.reload()
        #expect(catalogue.plugins.isEmpty)
        let why = try #require(catalogue.refused.first?.why)
        #expect(why.reason == .unexpected)
        #expect(why.message.en.contains(workshop.workerPath) && why.message.en.contains("No such file"))
      }
    }
  }
}
