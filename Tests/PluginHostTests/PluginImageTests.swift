import Glibc
import LineRPC
import Testing

@testable import PluginHost

@Suite struct PluginImageTests {
  private static let path = Workshop.products + "/libFixturePlain.so"

  @Test("What was read cannot be changed any more, whoever holds it")
  func sealed() throws {
    let image = try PluginImage(path: Self.path, limit: 64 << 20)
    var byte: UInt8 = 0
    #expect(pwrite(image.descriptor, &byte, 1, 0) == -1 && errno == EPERM)
    #expect(ftruncate(image.descriptor, 0) == -1 && errno == EPERM)
    let mapping = mmap(nil, 4_096, PROT_READ | PROT_WRITE, MAP_SHARED, image.descriptor, 0)
    #expect(mapping == MAP_FAILED && errno == EPERM)
  }

  @Test("The digest is that of the file's bytes, and its descriptor goes with it")
  func digest() throws {
    let before = ProcessList.descriptorCount
    let copy = try PluginImage(path: Self.path, limit: 64 << 20)
    #expect(copy.sha256.count == 64)
    #expect(try PluginImage(path: Self.path, limit: 64 << 20).sha256 == copy.sha256)
    #expect(try PluginImage(path: Workshop.products + "/libFixtureTwin.so", limit: 64 << 20).sha256 != copy.sha256)
    // Other tests of this process have descriptors of their own.
    for _ in 0..<200 { _ = try PluginImage(path: Self.path, limit: 64 << 20) }
    #expect(ProcessList.descriptorCount < before + 100)
  }

  @Test("A file over the limit is refused before it is in memory")
  func tooLarge() throws {
    let status = #expect(throws: Status.self) { try PluginImage(path: Self.path, limit: 1_000) }
    #expect(status?.reason == .pluginInvalid)
  }
}
