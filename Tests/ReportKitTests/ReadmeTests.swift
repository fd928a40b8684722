import Glibc
import JSONBytes
import Records
import ReportKit
import Testing

/// The format of Plugins/README.md is compiled here, so that readers get code that works.
@Suite struct ReadmeTests {
  private static func text(_ path: String) throws -> String {
    // …/Tests/ReportKitTests/ReadmeTests.swift
    let root = #filePath.split(separator: "/").dropLast(3).map(String.init).joined(separator: "/")
    let stream = try #require(fopen("/" + root + "/" + path, "r"))
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, stream)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("The README shows the very code that is compiled here")
  func sameCode() throws {
    let code = try Self.text("Tests/ReportKitTests/SynthesisFormat.swift")
    #expect(try Self.text("Plugins/README.md").contains("```swift\n" + code + "```"))
  }

  @Test("It has no faults, and composes what the README says")
  func works() throws {
    #expect(Rehearsal.faults(in: SynthesisFormat.self) == [])
    let outcome = try Rehearsal.run(
      SynthesisFormat.self, report: "synthesis/findings", language: .english,
      inputs: ["matrix": [["region": "mopti", "theme": "procurement", "count": 3]]])
    #expect(outcome.blocks.count == 8)
    #expect(!outcome.isRejected)
  }
}
