import Glibc
import JSONBytes
import LineRPC
import Testing
import Violations

@testable import PluginHost

extension WorkerTests {
  @Suite struct ApprovalTests {
    private static func digest(_ plugin: String) throws -> String {
      try PluginImage(path: "\(Workshop.products)/lib\(plugin).so", limit: 64 << 20).sha256
    }

    private static func approve(_ lines: [String], in workshop: Workshop) throws {
      try Workshop.write(Array(lines.joined(separator: "\n").utf8), to: workshop.folder + "/approved.sha256")
    }

    @Test("With a file of approvals only what stands there is loaded; without it everything is")
    func approvals() async throws {
      try await Workshop.with(["FixturePlain", "FixtureSwift"]) { workshop in
        #expect(try await workshop.host.reload().plugins.count == 2)
        let digest = try Self.digest("FixturePlain")
        try Self.approve(["# checked in November", "", digest + "  libFixturePlain.so"], in: workshop)
        let catalogue = try await workshop.host.reload()
        #expect(catalogue.plugins.map(\.id) == ["plain"])
        let why = try #require(catalogue.refused.first?.why)
        #expect(why.message.en.contains("libFixtureSwift.so is not approved"))
        #expect(why.message.en.contains(try Self.digest("FixtureSwift")))
        // A constructor that is not approved does not run.
        try Self.approve([], in: workshop)
        #expect(try await workshop.host.reload().plugins.isEmpty)
      }
    }

    @Test(
      "A file of approvals that cannot be read approves nothing, and the catalogue stays as it was",
      arguments: [
        "not a digest", "ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789  x", "abc",
      ])
    func unreadable(line: String) async throws {
      try await Workshop.with(["FixturePlain"]) { workshop in
        try await workshop.host.reload()
        try Self.approve(["# first", line], in: workshop)
        let status = await #expect(throws: Status.self) { try await workshop.host.reload() }
        #expect(status?.message.en.contains("line 2") == true, "\(status as Any)")
        #expect(workshop.host.catalogue.plugins.map(\.id) == ["plain"])
      }
    }

    @Test("What comes into the folder, changes or leaves is noticed; a report at work goes on with what it had")
    func watched() async throws {
      var limits = PluginHostLimits.standard
      limits.watchMilliseconds = 20
      try await Workshop.with(["FixtureMisbehaving"], limits: limits) { workshop in
        try await workshop.host.reload()
        let (found, tell) = AsyncStream.makeStream(of: [String].self)
        let watch = Task {
          await workshop.host.watch { tell.yield((try? $0.get().plugins.map(\.id)) ?? ["failure"]) }
        }
        defer { watch.cancel() }
        var changes = found.makeAsyncIterator()
        let hang = try workshop.job("misbehaving/hang")
        let hasStarted = Gate()
        let atWork = Task {
          try await workshop.host.compose(
            hang, inputs: { _ in }, events: { _ in hasStarted.open() }, blocks: { _ in })
        }
        await hasStarted.wait()

        symlink(Workshop.products + "/libFixturePlain.so", workshop.folder + "/libFixturePlain.so")
        #expect(await changes.next() == ["misbehaving", "plain"])
        let (text, _) = try await workshop.render(workshop.job("plain/count"), [("findings", [])])
        #expect(text.contains("fins"))
        unlink(workshop.folder + "/libFixtureMisbehaving.so")
        #expect(await changes.next() == ["plain"])
        #expect(workshop.host.load.working == 1)
        atWork.cancel()
        let status = try await #require(throws: Status.self) { try await atWork.value }
        #expect(status.reason == .cancelled)
      }
    }

    @Test("A second folder is watched as the first is, with approvals of its own; of one format the first's holds")
    func additionalFolder() async throws {
      var template = Array("/tmp/kurukan-plugins-XXXXXX".utf8CString)
      let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
      let names = ["libFixturePlain.so", "libFixtureSwift.so", "approved.sha256"]
      defer {
        for name in names { unlink("\(folder)/\(name)") }
        rmdir(folder)
      }
      var limits = PluginHostLimits.standard
      limits.watchMilliseconds = 20
      try await Workshop.with(["FixturePlain"], limits: limits, additionalPlugins: folder) { workshop in
        #expect(try await workshop.host.reload().plugins.map(\.id) == ["plain"])
        let (found, tell) = AsyncStream.makeStream(of: PluginCatalogue?.self)
        let watch = Task { await workshop.host.watch { tell.yield(try? $0.get()) } }
        defer { watch.cancel() }
        var changes = found.makeAsyncIterator()

        symlink("\(Workshop.products)/libFixtureSwift.so", "\(folder)/libFixtureSwift.so")
        let added = try #require(await changes.next() ?? nil)
        #expect(added.plugins.map(\.path) == ["\(workshop.folder)/libFixturePlain.so", "\(folder)/libFixtureSwift.so"])

        symlink("\(Workshop.products)/libFixturePlain.so", "\(folder)/libFixturePlain.so")
        let doubled = try #require(await changes.next() ?? nil)
        #expect(doubled.plugins.map(\.path) == added.plugins.map(\.path))
        #expect(doubled.refused.map(\.path) == ["\(folder)/libFixturePlain.so"])

        // Nothing is approved in the second folder; the first has no list.
        try Workshop.write([], to: "\(folder)/approved.new")
        rename("\(folder)/approved.new", "\(folder)/approved.sha256")
        let approved = try #require(await changes.next() ?? nil)
        #expect(approved.plugins.map(\.path) == ["\(workshop.folder)/libFixturePlain.so"])
      }
    }

    @Test("A kernel without Landlock is refused unless somebody accepts it")
    func withoutLandlock() throws {
      var configuration = PluginHostConfiguration(programsFolder: "/none", pluginsFolder: "/none")
      let status = #expect(throws: Status.self) { try PluginHost.checkConfinement(0, configuration) }
      #expect(status?.hint?.en.contains("--without-landlock") == true)
      try PluginHost.checkConfinement(1, configuration)
      configuration.withoutLandlock = true
      try PluginHost.checkConfinement(0, configuration)
    }
  }
}
