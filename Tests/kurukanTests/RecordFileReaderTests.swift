import Foundation
import Glibc
import TestSupport
import Testing

@testable import kurukan

/// What files of records may look like, read in pieces of any size.
@Suite("Reading files of records")
struct RecordFileReaderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func make(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    let file = folder.url.appendingPathComponent(name)
    try Data(bytes).write(to: file)
    return file.path
  }

  private func gzip(_ bytes: [UInt8]) async throws -> [UInt8] {
    Array(try await ChildProcess.run(URL(fileURLWithPath: "/usr/bin/gzip"), ["-c"], input: Data(bytes)).output)
  }

  /// The records of a file and the fault that ends it, if one does.
  private func read(_ path: String, chunk: Int = 1 << 18) -> (lines: [RecordLine], fault: RecordFileFault?) {
    var lines: [RecordLine] = []
    do throws(RecordFileFault) {
      var reader = try RecordFileReader(path, chunkBytes: chunk)
      while let line = try reader.next() { lines.append(line) }
      return (lines, nil)
    } catch {
      return (lines, error)
    }
  }

  private static func texts(_ lines: [RecordLine]) -> [String] {
    lines.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  private static let a = #"{"kind":"risk","key":"ä {[\"\\","n":[{"x":1},{}]}"#
  private static let b = #"{"kind":"risk","key":"b"}"#

  @Test(
    "Every form gives the same records with the lines on which they begin",
    arguments: [
      ("\(a)\n\(b)\n", [1, 2]), ("\(a)\r\n\r\n\(b)\r\n", [1, 3]), ("\u{FEFF}\n\(a)\n\(b)", [2, 3]),
      ("# why\n\(a)\n  # and why\n\n\(b)\n", [2, 5]), ("[\(a),\(b)]", [1, 1]), ("[\n\(a)\n,\n\(b)\n]\n", [2, 4]),
      (" \n[\(a),\n\(b)]", [2, 3]), ("\u{FEFF}[\(a),\(b)]\n\n", [1, 1]),
    ])
  func forms(text: String, numbers: [Int]) throws {
    let path = try make("records", text.utf8)
    for chunk in [1, 2, 3, 5, 17, 1 << 18] {
      let (lines, fault) = read(path, chunk: chunk)
      #expect(fault == nil && Self.texts(lines) == [Self.a, Self.b], "\(chunk)")
      #expect(lines.map(\.number) == numbers)
      // The mark of each record knows the file again up to there, whatever follows.
      for line in lines { #expect(line.mark.isBeginning(of: path)) }
    }
  }

  @Test("Records that run over lines are sent in one") func pretty() throws {
    let pretty = "{\n  \"kind\": \"risk\",\r\n  \"key\": \"b\"\n}\n"
    for text in [pretty + pretty, "[\n" + pretty + "," + pretty + "]", pretty + "\n\n" + pretty] {
      for chunk in [1, 4, 1 << 18] {
        let (lines, fault) = read(try make("records", text.utf8), chunk: chunk)
        let sent = "{   \"kind\": \"risk\",    \"key\": \"b\" }"
        #expect(fault == nil && Self.texts(lines) == [sent, sent])
      }
    }
  }

  @Test("A cut of the bytes anywhere changes nothing, for generated files of every form") func generated() async throws
  {
    var dice = Dice(seed: 11)
    for round in 0..<40 {
      let records = (0..<dice.roll(1...12)).map { number in
        let filling = String(
          repeating: dice.pick(["é", "\\\"", "}", "[", "\\\\", "{", ",", " "]), count: dice.roll(0...30))
        return #"{"kind":"risk","number":\#(number),"text":"\#(filling)"}"#
      }
      let isGzip = dice.once(in: 4)
      let text =
        switch round % 4 {
        case 0: records.joined(separator: dice.pick(["\n", "\r\n", "\n\n"]))
        case 1: "[" + records.joined(separator: dice.pick([",", ",\n", " ,\n\n "])) + "]"
        case 2: records.map { "\n" + $0.replacing("{\"kind\"", with: "{\n\"kind\"") }.joined(separator: "\n")
        default: "kind,title\n" + records.indices.map { "risk,\"a \($0)\nb\"\n" }.joined()
        }
      let bytes = isGzip ? try await gzip(Array(text.utf8)) : Array(text.utf8)
      let path = try make("records", bytes)
      let whole = read(path)
      #expect(whole.fault == nil && whole.lines.count == records.count, "\(whole.fault?.text ?? "") \(text)")
      for _ in 0..<6 {
        let cut = read(path, chunk: dice.roll(1...200))
        #expect(cut.lines == whole.lines && cut.fault == nil)
      }
    }
  }

  @Test("Gzip is known by how it begins; members may follow one another") func members() async throws {
    let first = try await gzip(Array("\(Self.a)\n".utf8))
    let second = try await gzip(Array("\(Self.b)\n".utf8))
    for bytes in [first + second, first + second + [0, 0, 0, 0], first + (try await gzip([])) + second] {
      for chunk in [1, 13, 1 << 18] {
        let (lines, fault) = read(try make("records.ndjson", bytes), chunk: chunk)
        #expect(fault == nil && Self.texts(lines) == [Self.a, Self.b])
      }
    }
  }

  @Test("A compressed file that ends too early, or is damaged, is a fault that names it; what came before is there")
  func truncated() async throws {
    let text = (0..<20_000).map { "{\"number\":\($0 &* 2_654_435_761 % 1_000_003)}\n" }.joined()
    let bytes = try await gzip(Array(text.utf8))
    for count in [20, bytes.count / 2, bytes.count - 9, bytes.count - 1] {
      let path = try make("cut.gz", bytes.prefix(count))
      let (lines, fault) = read(path)
      #expect(fault?.text.hasPrefix(path) == true && fault?.text.contains("ends too early") == true)
      #expect(count < 100 || lines.count > 1_000)
    }
    // No record and no row that was cut through is taken for a whole one.
    let row = try await gzip(Array("kind,title\nrisk,whole\nrisk,cut off here".utf8))
    let (rows, end) = read(try make("cut.csv.gz", row.dropLast(8)))
    #expect(rows.count == 1 && end?.text.contains("ends too early") == true)
    var damaged = bytes
    damaged[bytes.count - 6] ^= 1
    let (lines, fault) = read(try make("damaged.gz", damaged))
    #expect(fault?.text.contains("is damaged") == true && lines.count <= 20_000)
    #expect(read(try make("more.gz", bytes + Array("more".utf8))).fault?.text.contains("is damaged") == true)
  }

  @Test("A small file that grows a thousandfold is read in bounded memory") func bomb() async throws {
    let line = Self.b + String(repeating: " ", count: 1_000_000) + "\n"
    let bytes = try await gzip(Array(String(repeating: line, count: 64).utf8))
    #expect(bytes.count < 200_000)
    var reader = try RecordFileReader(try make("bomb.gz", bytes))
    var (count, most) = (0, 0)
    while try reader.next() != nil {
      count += 1
      most = max(most, reader.file.bytes.count)
    }
    #expect(count == 64 && most < 2_000_000)
  }

  @Test(
    "What cannot be read further is told with its place, and what came before it was read",
    arguments: [
      ("[\(a),\(b)", 2, "ends before its array"), ("[\(a) \(b)]", 1, ":1: A comma"), ("[\(a),7]", 1, ":1: A record is"),
      ("[\(a)]\n[\(b)]", 1, ":2: Something follows"), ("[\(a),\n{\"key\":\"b", 1, ":2: The record that begins here"),
      ("{\n\"kind\": \"risk\n\"}", 0, ":1: The record that begins here"),
      ("{\n\"kind\": 1\n}\nmore", 1, ":4: A record is"), ("[]", 0, nil), ("[ ]", 0, nil), ("", 0, nil),
      ("\n\n", 0, nil),
      ("# nothing\n", 0, nil),
    ] as [(String, Int, String?)])
  func faults(text: String, count: Int, words: String?) throws {
    for chunk in [1, 1 << 18] {
      let (lines, fault) = read(try make("records", text.utf8), chunk: chunk)
      #expect(lines.count == count)
      if let words { #expect(fault?.text.contains(words) == true, "\(fault?.text ?? "no fault")") }
      #expect((fault == nil) == (words == nil))
    }
  }

  @Test(
    "What is no text of records is refused with the command that makes it one",
    arguments: [
      ([0xFF, 0xFE, 0x7B, 0x00], "iconv -f UTF-16 -t UTF-8 "), ([0x7B, 0x00, 0x22, 0x00], "iconv -f UTF-16"),
      ([0x00, 0x7B], "iconv -f UTF-16"), (Array("PK\u{3}\u{4}".utf8), "soffice --headless --convert-to csv:"),
      ([0xD0, 0xCF, 0x11, 0xE0], "soffice"), ([0x28, 0xB5, 0x2F, 0xFD], "zstd -dc "),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "xz -dc "), (Array("BZh9".utf8), "bzip2 -dc "),
      (Array("{\"title\":\"S".utf8) + [0xE9] + Array("gou\"}\n".utf8), "iconv -f WINDOWS-1252 -t UTF-8 "),
      (Array("kind,title\nrisk,S".utf8) + [0xE9] + Array("gou\n".utf8), "iconv -f WINDOWS-1252 -t UTF-8 "),
    ] as [([UInt8], String)])
  func foreign(bytes: [UInt8], command: String) throws {
    let path = try make("it's here.csv", bytes)
    let fault = read(path).fault?.text ?? ""
    #expect(fault.contains(command) && fault.contains(#"it'\''s here.csv"#), "\(fault)")
    if command.contains("iconv") { #expect(fault.contains(#"> 'it'\''s here.utf8.csv'"#), "\(fault)") }
  }

  @Test("The commands that are named do what they promise") func conversions() async throws {
    let text = "{\"kind\":\"risk\",\"title\":\"Ségou\"}\n"
    let wide: [[UInt8]] = text.utf16.map { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let files: [(String, [UInt8])] = [
      ("WINDOWS-1252", text.unicodeScalars.map { UInt8($0.value) }), ("UTF-16", [0xFF, 0xFE] + wide.joined()),
    ]
    for (encoding, bytes) in files {
      let path = try make("\(encoding).ndjson", bytes)
      let fault = try #require(read(path).fault?.text)
      let start = try #require(fault.range(of: "iconv "))
      let command = String(fault[start.lowerBound...])
      let run = try await ChildProcess.run(
        URL(fileURLWithPath: "/bin/sh"), ["-c", "cd '\(folder.url.path)' && \(command)"])
      #expect(run.exitCode == 0, "\(command)")
      let (lines, after) = read(folder.url.appendingPathComponent("\(encoding).utf8.ndjson").path)
      #expect(after == nil && Self.texts(lines) == [text.replacing("\n", with: "")])
    }
  }

  @Test("A mark knows a file that was added to, and no file that was changed before it") func marks() async throws {
    let lines = (0..<50).map { "{\"key\":\"\($0)\"}\n" }
    let text = lines.joined()
    let path = try make("records", text.utf8)
    let mark = read(path).lines[29].mark
    #expect(mark.offset == lines[...29].reduce(0) { $0 + $1.utf8.count })
    _ = try make("records", (text + lines[0]).utf8)
    #expect(mark.isBeginning(of: path))
    _ = try make("records", try await gzip(Array(text.utf8)))
    #expect(mark.isBeginning(of: path))
    _ = try make("records", text.replacing("\"31\"", with: "\"32\"").utf8)
    #expect(mark.isBeginning(of: path))
    for changed in [text.replacing("\"29\"", with: "\"28\""), String(text.prefix(mark.offset - 1)), "", " " + text] {
      _ = try make("records", changed.utf8)
      #expect(!mark.isBeginning(of: path))
    }
    #expect(!mark.isBeginning(of: path + "-missing"))
    #expect(!mark.isBeginning(of: folder.url.path))
  }

  @Test("Two that would send one file at once are told; two that only check it are not") func locked() throws {
    let path = try make("records", "\(Self.a)\n".utf8)
    var first: RecordFileReader? = try RecordFileReader(path, isSending: true)
    #expect(first != nil)
    let fault = #expect(throws: RecordFileFault.self) { try RecordFileReader(path, isSending: true) }
    #expect(fault?.text.contains("Another kurukan submit") == true)
    #expect(read(path).lines.count == 1)
    first = nil
    _ = try RecordFileReader(path, isSending: true)
  }
}
