import CLinux
import Glibc
import JSONBytes
import LineRPC
import Testing
import Violations

@testable import PluginHost

extension WorkerTests {
  @Suite struct PluginStampTests {
    private static func image(_ plugin: String) throws -> PluginImage {
      try PluginImage(path: "\(Workshop.products)/lib\(plugin).so", limit: 64 << 20)
    }

    @Test(
      "A stamp is read without loading, of plugins in C and in Swift",
      arguments: ["FixturePlain", "FixtureSwift", "UNDEF"])
    func read(plugin: String) throws {
      let image = try Self.image(plugin)
      let stamp = try #require(withExtendedLifetime(image) { PluginStamp(image.descriptor) })
      #expect(stamp.abi == UInt32(KURUKAN_COMPOSER_ABI))
      #expect(stamp.compiler == String(cString: kurukan_compiler()))
      #expect(stamp.fault(of: plugin) == nil)
    }

    @Test("Another contract or compiler is refused with both, before anything of it runs")
    func refused() async throws {
      try await Workshop.with(["FixtureStamp"]) { workshop in
        let why = try #require(try await workshop.host.reload().refused.first?.why)
        #expect(why.reason == .pluginInvalid)
        #expect(why.message.en.contains("version 9") && why.message.en.contains("version \(KURUKAN_COMPOSER_ABI)"))
      }
      let other = try #require(PluginStamp(text: Array("abi=1 swift=Clang 3.0\0".utf8)))
      let message = other.fault(of: "libOther.so")?.message.en
      #expect(message?.contains("Clang 3.0") == true && message?.contains(String(cString: kurukan_compiler())) == true)
    }

    @Test("What two objects say is one stamp, and the one that does not fit is the one that is told")
    func several() throws {
      let ours = String(cString: kurukan_compiler())
      #expect(PluginStamp(text: Array("abi=1\0\0abi=1 swift=\(ours)\0".utf8))?.fault(of: "l") == nil)
      #expect(PluginStamp(text: Array("abi=1\0abi=2\0".utf8))?.fault(of: "l") != nil)
      #expect(PluginStamp(text: Array("abi=2\0abi=1\0".utf8))?.fault(of: "l") != nil)
      #expect(PluginStamp(text: Array("abi=1 swift=\(ours)\0abi=1 swift=x\0".utf8))?.fault(of: "l") != nil)
      for text in ["", "\0", "abi", "abi=\0", "abi=x\0", "version=1\0"] {
        #expect(PluginStamp(text: Array(text.utf8)) == nil)
      }
    }

    @Test("A plugin that was built against the first header of this contract is loaded and renders")
    func frozen() async throws {
      try await Workshop.with(["FixtureFrozen"]) { workshop in
        try await workshop.host.reload()
        let (text, _) = try await workshop.render(workshop.job("frozen/count"), [("findings", [["title": "a"]])])
        #expect(text.contains("1, fins"))
      }
    }

    @Test("Broken files of every kind have no stamp and do no harm")
    func broken() throws {
      let whole = try Workshop.read(Workshop.products + "/libFixturePlain.so")
      var state: UInt64 = 5
      func roll(_ count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % count
      }
      let file = kurukan_memory_file_create("broken")
      defer { close(file) }
      for _ in 0..<2_000 {
        var bytes = whole
        // Where the file says where things are.
        for _ in 0...roll(3) { bytes[roll(2) == 0 ? roll(64) : bytes.count - 1 - roll(2_000)] = UInt8(roll(256)) }
        if roll(4) == 0 { bytes.removeLast(roll(bytes.count)) }
        ftruncate(file, 0)
        #expect(pwrite(file, bytes, bytes.count, 0) == bytes.count)
        _ = PluginStamp(file)
      }
    }
  }
}
