import Disclosure
import JSONBytes
import Records
import TestSupport
import Testing

@Suite("What is left of a record whose texts are kept no longer")
struct RestrictedTextsTests {
  /// A record of the examples as it is kept: canonical, with pseudonyms.
  private static func kept(_ level: ConfidentialityLevel) throws -> [(record: MarkedRecord, body: [UInt8])] {
    let reader = RecordReader(
      pseudonyms: Pseudonyms { _, code in
        let digits = String(
          code.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }, radix: 16)
        return String(repeating: "0", count: Pseudonyms.digits - digits.count) + digits
      })
    return try MarkedRecord.examples("r", programme: "p", level: level).map {
      ($0, try reader.read($0.json.bytes).text)
    }
  }

  /// All that is no text, in its order.
  private static func figures(_ value: JSONValue) -> [JSONValue] {
    switch value {
    case .object(let object): object.members.flatMap { figures($0.value) }
    case .array(let elements): elements.flatMap(figures)
    case .string: []
    default: [value]
    }
  }

  @Test("Of a restricted record no text is left but what rows are counted by, and it is still a record of its kind")
  func whole() throws {
    var left: Set<String> = []
    for (record, body) in try Self.kept(.restricted) {
      let rule = RestrictedTexts(record.kind, at: .restricted)
      guard let erased = try rule.erased(from: body) else {
        #expect(record.textMarks.isEmpty, "\(record.kind.name)")
        continue
      }
      let text = String(decoding: erased.body, as: UTF8.self)
      let stays = record.marks.filter { !$0.isReplaced && !$0.isKey && text.contains($0.word) }
      left.formUnion(stays.map { "\(record.kind.name) \($0.path)" })
      #expect(erased.texts > 0 && erased.texts <= record.marks.count)
      let read = try RecordReader().read(erased.body)
      #expect(read.text == erased.body, "It is canonical.")
      #expect(read.key == record.key)
      let (before, after) = (try JSONValue(parsing: body), try JSONValue(parsing: erased.body))
      #expect(Self.figures(before) == Self.figures(after), "\(record.kind.name)")
      #expect(try rule.erased(from: erased.body) == nil, "What is erased is not counted again.")
    }
    #expect(left == MarkedRecord.countedWords, "\(left.sorted())")
  }

  @Test(
    "Of any other record those texts go that only higher levels see, or no report",
    arguments: [.public, .internal] as [ConfidentialityLevel])
  func fields(level: ConfidentialityLevel) throws {
    var (gone, stays) = (0, 0)
    for (record, body) in try Self.kept(level) {
      let rule = RestrictedTexts(record.kind, at: level)
      let text = String(decoding: try rule.erased(from: body)?.body ?? body, as: UTF8.self)
      for mark in record.textMarks {
        let isRestricted = mark.level.map { $0 >= .restricted } ?? true
        #expect(
          text.contains(mark.word) == !isRestricted,
          "\(record.kind.name) \(mark.path) \(String(describing: mark.level))")
        if isRestricted { gone += 1 } else { stays += 1 }
      }
    }
    #expect(gone > 5 && stays > 100)
  }
}
