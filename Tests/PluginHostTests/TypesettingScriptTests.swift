import CLinux
import Glibc
import JSONBytes
import TestSupport
import Testing

extension WorkerTests {
  /// The script that a typesetter becomes, as a process, with a stand-in for Typst that fails as the report's title says.
  @Suite struct TypesettingScriptTests {
    private static let repository = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
    private static let scripts = repository + "/Sources/kurukan-typesetter/Typeset"
    private static let standIn = repository + "/Tests/PluginHostTests/StandInForTypst"
    /// Debian's, of which nothing is read where a report has the letters of Latin alone.
    private static let fonts = "/usr/share/fonts/truetype/noto"

    private struct Outcome {
      let output: [UInt8]
      let control: String
      let errors: String
      let status: Int32

      /// The one answer.
      func answer() throws -> JSONValue {
        #expect(control.hasSuffix("\n") && control.count { $0 == "\n" } == 1, "\(control)")
        return try JSONValue(parsing: Array(control.utf8.dropLast()))
      }
    }

    private static func start(modules: String) throws -> StartedWorker {
      try StartedWorker("/usr/bin/python3", ["-I", "-S", "-B", "-X", "utf8", scripts + "/worker.py", modules, fonts])
    }

    /// Sends lines and reads to the end.
    private static func run(_ lines: [String], modules: String = standIn) throws -> Outcome {
      let worker = try start(modules: modules)
      worker.send(lines.flatMap { Array($0.utf8) + [0x0A] })
      worker.endInput()
      let (output, control) = (worker.readOutput(), worker.readControl())
      let (errors, status) = worker.finish()
      return Outcome(output: output, control: control, errors: errors, status: status)
    }

    private static let call = #"{"id":1,"method":"\#(KURUKAN_TYPESETTER_TYPESET)","params":{}}"#
    private static let end = #"{"id":1,"end":true}"#

    private static func item(_ text: String) -> String {
      let item: JSONValue = ["id": 1, "item": ["data": .string(text)]]
      return item.text
    }

    private static func typeset(_ report: JSONValue, modules: String = standIn) throws -> Outcome {
      try run([call, item(report.text), end], modules: modules)
    }

    private static func names(in folder: String) throws -> Set<String> {
      let stream = try #require(opendir(folder))
      defer { closedir(stream) }
      var names: Set<String> = []
      while let entry = readdir(stream) {
        names.insert(
          withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
          })
      }
      return names
    }

    @Test(
      "A report in pieces comes to Typst whole, with nothing of the machine's, and what Typst makes comes out, counted")
    func whole() throws {
      let report: JSONValue = [
        "title": "État", "text": .string("\"\\ \u{2028}" + String(repeating: "é’", count: 20_000)),
      ]
      let characters = Array(report.text)
      let pieces = stride(from: 0, to: characters.count, by: 7_777).map {
        String(characters[$0..<min($0 + 7_777, characters.count)])
      }
      let before = [try Self.names(in: Self.scripts), try Self.names(in: Self.standIn)]
      let outcome = try Self.run([Self.call] + pieces.map(Self.item) + [Self.end])
      #expect(outcome.status == 0 && outcome.errors == "")
      #expect(try outcome.answer() == ["id": 1, "result": ["bytes": .integer(Int64(outcome.output.count))]])
      let given = try JSONValue(parsing: outcome.output)
      #expect(given["sys_inputs"]?.object?.members.map(\.key) == ["report"])
      #expect(given["sys_inputs"]?["report"]?.string == report.text)
      #expect(given["template"]?.string == Self.scripts + "/report.typ" && given["root"]?.string == Self.scripts)
      #expect(given["font_paths"] == [.string(Self.fonts)] && given["ignore_system_fonts"] == true)
      #expect(given["timestamp"] == 0)
      #expect(try [Self.names(in: Self.scripts), Self.names(in: Self.standIn)] == before)
    }

    @Test(
      "Whatever happens in Typst is one answer, which quotes neither the report nor where files lie",
      arguments: [
        ("refuse", "INTERNAL UNEXPECTED", "Typst refused the document: unknown variable at report.typ:3"),
        ("panic", "INTERNAL UNEXPECTED", "Typesetting failed: PanicException: index out of bounds"),
        ("exit", "INTERNAL UNEXPECTED", "Typesetting failed: SystemExit: 3"),
        ("interrupt", "INTERNAL UNEXPECTED", "Typesetting failed: KeyboardInterrupt: "),
        (
          "miss a file", "INTERNAL UNEXPECTED",
          "Typesetting failed: FileNotFoundError: [Errno 2] No such file or directory: 'One.ttf'"
        ),
        ("fill", "RESOURCE_EXHAUSTED RENDERING_LIMIT", "Typesetting needs more memory than a report may use."),
        (
          "panic for memory", "RESOURCE_EXHAUSTED RENDERING_LIMIT",
          "Typesetting needs more memory than a report may use."
        ),
      ])
    func failing(_ title: String, status: String, message: String) throws {
      let outcome = try Self.typeset(["title": .string(title), "text": "secret words"])
      let error = try outcome.answer()["error"]
      #expect("\(error?["status"]?.string ?? "") \(error?["reason"]?.string ?? "")" == status)
      #expect(error?["message"]?.string == message)
      #expect(outcome.output == [] && outcome.errors == "" && outcome.status == 0)
    }

    @Test("A long message of many lines is cut and stays one line")
    func longMessage() throws {
      let outcome = try Self.typeset(["title": "refuse at length"])
      let message = try #require(try outcome.answer()["error"]?["message"]?.string)
      #expect(message.unicodeScalars.count == 1_000 && message.contains("\n"))
    }

    @Test("Where Typst is not, or is broken, that is the answer")
    func withoutTypst() throws {
      var template = Array("/tmp/kurukan-modules-XXXXXX".utf8CString)
      let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
      defer { rmdir(folder) }
      let report: JSONValue = ["title": "T"]
      let missing = try Self.typeset(report, modules: folder).answer()["error"]
      #expect(missing?["reason"] == "UNEXPECTED")
      #expect(missing?["message"] == "Typst cannot be loaded: No module named 'typst'")
      let file = try #require(fopen(folder + "/typst.py", "w"))
      defer { unlink(folder + "/typst.py") }
      fputs("import no_such_library\n", file)
      fclose(file)
      let broken = try Self.typeset(report, modules: folder).answer()["error"]
      #expect(broken?["message"] == "Typst cannot be loaded: No module named 'no_such_library'")
    }

    @Test(
      "What is no call for it, or no document, is answered and not obeyed",
      arguments: [
        ([#"{"id":1,"method":"kurukan.worker.v1.Writer/Write","params":{}}"#, end], "makes no sense"),
        ([#"{"id":2,"method":"\#(KURUKAN_TYPESETTER_TYPESET)","params":{}}"#, end], "makes no sense"),
        (["nonsense", end], "JSONDecodeError"), ([call, "nonsense", end], "JSONDecodeError"),
        ([call, #"{"id":1,"item":{}}"#, end], "KeyError"), ([call, end], "JSONDecodeError"),
      ] as [([String], String)])
    func nonsense(_ lines: [String], words: String) throws {
      let outcome = try Self.run(lines)
      let error = try outcome.answer()["error"]
      #expect(
        error?["reason"] == "UNEXPECTED" && error?["message"]?.string?.contains(words) == true, "\(outcome.control)")
      #expect(outcome.output == [] && outcome.status == 0)
    }

    @Test(
      "A server that has gone, or wants the report no more, gets nothing",
      arguments: [
        [], [call], [call, item(#"{"title":"T"}"#)], [call, item(#"{"title":"#), #"{"id":1,"cancel":true}"#, end],
      ])
    func abandoned(_ lines: [String]) throws {
      let outcome = try Self.run(lines)
      #expect(outcome.output == [] && outcome.control == "" && outcome.errors == "" && outcome.status == 0)
    }

    @Test("Where nobody takes the PDF, it ends without an answer and without complaint")
    func noReader() throws {
      var worker = try Self.start(modules: Self.standIn)
      close(worker.process.output)
      worker.process.output = -1
      worker.send([Self.call, Self.item(#"{"title":"T"}"#), Self.end].flatMap { Array($0.utf8) + [0x0A] })
      #expect(worker.readControl() == "")
      let (errors, status) = worker.finish()
      #expect(errors == "" && status == 0)
    }

    @Test(
      "A character that no font has is one mark, with all that belongs to it; the others stay",
      arguments: [
        ("Ségou, œuvre, 5 ‰", "Ségou, œuvre, 5 ‰"), ("ߒߞߏ 𞤆𞤵𞤤 ⴰⵣⵓⵍ", "ߒߞߏ 𞤆𞤵𞤤 ⴰⵣⵓⵍ"),
        // A private character has no meaning, a font may have it or not.
        ("a\u{E000}b\u{F8FF}c", "a\u{FFFD}b\u{FFFD}c"),
        // A woman with a colour of skin and a profession, and a flag: one sign each.
        ("x👩🏽‍🌾y", "x\u{FFFD}y"), ("x🇲🇱y", "x\u{FFFD}y"),
        // A mark around what stands before it, be that nothing, a line's end or a quotation mark.
        ("1\u{FE0F}\u{20E3} a", "1\u{FFFD} a"),
        ("\u{20E3}x\n\u{20E3}\"\u{20DD}\\\u{20E4}", "\u{FFFD}x\n\u{FFFD}\"\u{FFFD}\\\u{FFFD}"),
        ("共同", "\u{FFFD}\u{FFFD}"), ("a\u{200D}b\u{FE0F}c\u{AD}d", "a\u{200D}b\u{FE0F}c\u{AD}d"),
      ])
    func unprintable(_ text: String, printed: String) throws {
      let outcome = try Self.typeset(["title": "T", "text": .string(text)])
      let report = try #require(try JSONValue(parsing: outcome.output)["sys_inputs"]?["report"]?.string)
      let found = try JSONValue(parsing: Array(report.utf8))["text"]?.string
      #expect(found.map { Array($0.unicodeScalars) } == Array(printed.unicodeScalars))
    }
  }
}
