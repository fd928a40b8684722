import Glibc
import LineRPC
import Testing

@testable import PluginHost

@Suite struct ContainerMemoryTests {
  @Test(
    "What the kernel says is read, in both of its versions",
    arguments: [
      ("1342177280\n", 1_342_177_280), ("max\n", nil), ("9223372036854771712\n", nil), ("", nil), ("-1\n", -1),
    ])
  func reading(_ text: String, expected: Int?) throws {
    var template = Array("/tmp/kurukan-memory-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    defer { unlink(template) }
    defer { close(file) }
    #expect(write(file, text, text.utf8.count) == text.utf8.count)
    let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    #expect(ContainerMemory.limit(of: path) == expected)
  }

  @Test(
    "As many workers as fit beside the server, and no more than usual",
    arguments: [(nil, 4), (8 << 30, 4), (1_792 << 20, 4), (1_791 << 20, 3), (1 << 30, 2), (640 << 20, 1)])
  func fitting(_ memory: Int?, workers: Int) throws {
    #expect(try PluginHostLimits.standard.fitting(memory: memory).workers == workers)
  }

  @Test("A container that does not hold one is refused with both figures", arguments: [639 << 20, 1, -1])
  func tooSmall(_ memory: Int) {
    let status = #expect(throws: Status.self) { try PluginHostLimits.standard.fitting(memory: memory) }
    #expect(status.map { "\($0)" }?.contains("640 MiB together") == true)
  }
}
