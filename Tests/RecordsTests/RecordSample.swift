import JSONBytes
import Records
import Testing
import Violations

/// Records of the tests.
enum RecordSample {
  /// Reads as a server does that has a key. The digits are no secret ones, so that tests are the same everywhere.
  static let reader = RecordReader(pseudonyms: Pseudonyms { programme, code in digits(programme, code) })

  static func digits(_ programme: String, _ code: [UInt8]) -> String {
    (0..<4).map { round in
      let input = Array("\(round) \(programme) ".utf8) + code
      let hash = input.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
      let text = String(hash, radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }.joined()
  }

  /// Every example of every kind, with its place among those of its kind.
  static let examples: [Example] = KindCatalogue.standard.kinds.flatMap { kind in
    kind.examples.enumerated().map { Example(kind: kind, number: $0, line: $1) }
  }

  static func example(_ kind: String, _ number: Int = 0) -> String {
    KindCatalogue.standard.kind(kind)?.examples[number] ?? ""
  }

  static func read(_ line: String, _ reader: RecordReader = reader) throws(RecordFault) -> Record {
    try reader.read(Array(line.utf8))
  }

  /// The faults of a line that is JSON; empty if it has none. Each must speak French.
  static func violations(_ line: String, _ reader: RecordReader = reader) -> [FieldViolation] {
    do {
      _ = try read(line, reader)
      return []
    } catch .violations(let violations) {
      for violation in violations { expectFrench(violation.message) }
      return violations
    } catch {
      return [FieldViolation(path: "", message: "not JSON: \(error)")]
    }
  }

  static func expectFrench(_ message: Wording) {
    #expect(!message.rule.isEmpty, "\(message.en)")
    let french = message.fr ?? ""
    #expect(!french.isEmpty && french != message.en, "\(message.en)")
    // French is set with the typographic apostrophe.
    #expect(!french.contains("'"), "\(french)")
  }

  /// A small valid finding with more members.
  static func finding(_ members: String = "") -> String {
    #"{"kind":"finding","programme":"p","key":"f","origin":"desk_review","title":"t","statement":"s","theme":"political""#
      + (members.isEmpty ? "" : ",") + members + "}"
  }

  /// A small valid engagement of a day with more members.
  static func engagement(_ members: String = "", on day: String = "2023-05-16") -> String {
    #"{"kind":"engagement","programme":"p","key":"e","engagementType":"training","title":"t","startsOn":"\#(day)""#
      + (members.isEmpty ? "" : ",") + members + "}"
  }
}

/// One example of a kind.
struct Example: Sendable, CustomTestStringConvertible {
  let kind: RecordKind
  let number: Int
  let line: String

  var testDescription: String { "\(kind.name) \(number)" }
}
