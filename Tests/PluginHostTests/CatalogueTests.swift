import Glibc
import JSONBytes
import LineRPC
import PluginDescriptions
import PluginHost
import Records
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
        #expect(refusals["libFixtureSize.so"]?.message.en.contains("32 bytes where") == true)
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
        #expect(report.queries.map(\.name) == ["counts", "findings"])
        #expect(report.parameters.json["properties"]?["region"]?["type"]?.string == "string")
        #expect(workshop.host.catalogue.plugins.map(\.digest) == catalogue.plugins.map(\.digest))
      }
    }

    @Test("What was examined is what runs, whatever becomes of the file, until the folder is examined again")
    func replaced() async throws {
      try await Workshop.with(["FixturePlain"]) { workshop in
        try await workshop.host.reload()
        let job = try workshop.job("plain/count")
        let path = workshop.folder + "/libFixturePlain.so"
        unlink(path)
        symlink(Workshop.products + "/libFixtureTwin.so", path)
        let (text, _) = try await workshop.render(job, [("findings", [])])
        #expect(text.contains("fins"))
        let catalogue = try await workshop.host.reload()
        #expect(catalogue.plugins.isEmpty)
        #expect(catalogue.refused.first?.why.message.en.contains("exports no function") == true)
      }
    }

    @Test("A plugin is read while it is loaded, and no constructor reaches beyond its process")
    func constructor() async throws {
      setenv("KURUKAN_TEST_SECRET", "s3cret", 1)
      defer { unsetenv("KURUKAN_TEST_SECRET") }
      try await Workshop.with(["FixtureConstructor"]) { workshop in
        let catalogue = try await workshop.host.reload()
        let plugin = try #require(catalogue.plugins.first, "\(catalogue.refused.map(\.why.message.en))")
        let found = plugin.title.text(in: "en").split(separator: " ").map { $0.split(separator: "=") }
        // Landlock lets no file be read (EACCES), the limit none be written (EFBIG), the filter nothing else be called.
        let expected: [Substring: Int32] = [
          "file": EACCES, "folder": EACCES, "others": EACCES, "environment": EACCES, "rewrite": EFBIG,
        ]
        #expect(found.count == 23)
        for attempt in found {
          #expect(Int32(attempt[1]) == expected[attempt[0], default: EPERM], "\(attempt)")
        }
      }
    }

    @Test("What lies in the folder and is no plugin is refused by what it is, and stops nobody")
    func oddFiles() async throws {
      try await Workshop.with(["FixturePlain"]) { workshop in
        let folder = workshop.folder
        #expect(mkfifo(folder + "/libFifo.so", 0o600) == 0)
        #expect(mkdir(folder + "/libFolder.so", 0o700) == 0)
        defer { rmdir(folder + "/libFolder.so") }
        try Workshop.write(Array("#!/bin/sh\n".utf8), to: folder + "/libText.so")
        try Workshop.write([], to: folder + "/libEmpty.so")
        let whole = try Workshop.read(Workshop.products + "/libFixtureTwin.so")
        try Workshop.write(Array(whole.prefix(4_000)), to: folder + "/libTruncated.so")
        let catalogue = try await workshop.host.reload()
        #expect(catalogue.plugins.map(\.id) == ["plain"])
        var refusals: [String: String] = [:]
        for refusal in catalogue.refused {
          refusals[String(refusal.path.split(separator: "/").last ?? "")] = refusal.why.message.en
        }
        #expect(refusals.count == 5)
        for name in ["libFifo.so", "libFolder.so"] {
          #expect(refusals[name]?.contains("it is no regular file") == true, "\(refusals)")
        }
        for name in ["libText.so", "libEmpty.so"] {
          #expect(refusals[name]?.contains("does not begin as an ELF file does") == true, "\(refusals)")
        }
        // The loader maps what is not there and is ended by the kernel, which costs its process only.
        let truncated = try #require(refusals["libTruncated.so"])
        #expect(truncated.contains("libTruncated.so") && truncated.contains("SIGBUS"), "\(truncated)")
      }
    }

    @Test("A folder that is not there is an error, not an empty catalogue")
    func missingFolder() async throws {
      try await Workshop.with([]) { workshop in
        let status = await #expect(throws: Status.self) {
          try await PluginCatalogue.load(folders: [workshop.folder + "/none"], host: workshop.host)
        }
        #expect(status?.reason == .pluginInvalid)
      }
    }

    @Test("A worker that cannot be started is an error that names it")
    func missingWorker() async throws {
      try await Workshop.with(["FixturePlain"]) { workshop in
        unlink(workshop.composerPath)
        let catalogue = try await workshop.host.reload()
        #expect(catalogue.plugins.isEmpty)
        let why = try #require(catalogue.refused.first?.why)
        #expect(why.reason == .unexpected)
        #expect(why.message.en.contains(workshop.composerPath) && why.message.en.contains("No such file"))
      }
    }
  }
}
