import LineRPC
import ReportDocument
import Testing
import Violations

@testable import PluginHost

@Suite struct ComposedBlocksTests {
  private static let report: [Block] = [
    .document(DocumentHeader(title: "Titre", donor: "Bailleur")), .paragraph("Un paragraphe."), .pageBreak,
  ]

  @Test(
    "However the bytes are cut, the same lines come out, and their digest is the same", arguments: [1, 5, 64, 10_000])
  func pieces(length: Int) throws {
    let bytes = Self.report.flatMap(\.line)
    let blocks = ComposedBlocks(plugin: "P")
    var lines: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: length) {
      lines += try blocks.take(Array(bytes[start..<min(start + length, bytes.count)]))
    }
    #expect(lines == bytes)
    let (count, digest) = try blocks.finish()
    let whole = ComposedBlocks(plugin: "P")
    _ = try whole.take(bytes)
    #expect(try count == 3 && digest == whole.finish().sha256)
  }

  @Test("Blocks are spelled anew: other spaces and orders of members are the same report")
  func canonical() throws {
    let blocks = ComposedBlocks(plugin: "P")
    let spelled = #"{ "block" : "document" , "donor":"Bailleur","title":"\u0054itre" }"# + "\n"
    #expect(try blocks.take(Array(spelled.utf8)) == Self.report[0].line)
  }

  @Test(
    "A report that breaks off is refused with the place",
    arguments: [
      (#"{"block":"document","title":"T","donor":"D"}"#, "Block 1", "has no end"),
      (#"{"block":"document","title":"T","donor":"D"}"# + "\n{\"block\"", "Block 2", "has no end"),
      ("", "Block 0", "no document block"),
      (
        #"{"block":"document","title":"T","donor":"D"}"# + "\n"
          + #"{"block":"tableStart","id":"t","caption":"c","columns":[{"title":"a","kind":"text"}]}"# + "\n", "Block 2",
        "The last table has no end"
      ),
    ])
  func brokenOff(_ text: String, place: String, why: String) throws {
    let blocks = ComposedBlocks(plugin: "P")
    _ = try blocks.take(Array(text.utf8))
    let status = #expect(throws: Status.self) { try blocks.finish() }
    #expect(status?.message.en.contains(place) == true && status?.message.en.contains(why) == true, "\(status as Any)")
  }

  @Test("What is no block ends the report at once, and all that follows")
  func refused() throws {
    let blocks = ComposedBlocks(plugin: "P")
    _ = try blocks.take(Self.report[0].line)
    for _ in 0..<2 {
      let status = #expect(throws: Status.self) { try blocks.take(Array("<script>\n".utf8)) }
      #expect(status?.reason == .pluginProtocol)
    }
  }

  @Test("A line without an end is not kept for ever")
  func longLine() {
    let blocks = ComposedBlocks(plugin: "P")
    let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20)
    var taken = 0
    var fault: Status?
    while fault == nil, taken < 64 << 20 {
      do {
        _ = try blocks.take(piece)
      } catch {
        fault = error as? Status
      }
      taken += piece.count
    }
    #expect(fault?.reason == .renderingLimit)
    #expect(taken <= DocumentLimits.lineBytes + 2 * piece.count)
  }
}
