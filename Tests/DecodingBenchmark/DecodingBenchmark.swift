import Glibc
import JSONBytes
import Records

/// Measures what reading a finding of about 1 KB costs: its text, its spans, and the bytes of its columns.
///
/// Prints the medians of several runs in microseconds a record. A reference, the checking of the same bytes as JSON and
/// nothing more, runs beside it, so that the ratio travels from one machine to another.
@main
enum DecodingBenchmark {
  static let repetitions = 9
  /// Records of one repetition; fewer, named as the only argument, under a profiler.
  static let records = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 20_000

  static func main() throws {
    let lines = (0..<64).map { finding(number: $0) }
    let bytes = lines.reduce(0) { $0 + $1.count } / lines.count
    let reader = RecordReader()
    var decoding: [Double] = []
    var columns: [Double] = []
    var checking: [Double] = []
    var sum = 0
    for _ in 0..<repetitions {
      checking.append(
        try microseconds { line in
          sum += try JSONReader.read(line) { (json) throws(JSONError) in try json.skipValue().count }
        } over: {
          lines[$0 & 63]
        })
      decoding.append(
        try microseconds { line in
          sum += try reader.read(line).text.count
        } over: {
          lines[$0 & 63]
        })
      columns.append(
        try microseconds { line in
          let record = try reader.read(line)
          record.kind.layout.read(record.root) { sum += $1?.count ?? $0 }
          for part in record.kind.parts {
            for element in part.elements(of: record) { part.layout.read(element) { sum += $1?.count ?? $0 } }
          }
        } over: {
          lines[$0 & 63]
        })
    }
    precondition(sum > 0)
    print("A finding of \(bytes) bytes, median of \(repetitions) x \(records), in microseconds:")
    print("  checked as JSON                  \(text(median(checking)))")
    print("  read into text and spans         \(text(median(decoding)))")
    print(
      "  read into text, spans, columns   \(text(median(columns)))   (\(text(median(columns) / median(checking))) of the check)"
    )
  }

  private static func microseconds(
    _ body: ([UInt8]) throws -> Void, over line: (Int) -> [UInt8]
  ) rethrows -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    for index in 0..<records { try body(line(index)) }
    let elapsed = clock.now - start
    return (Double(elapsed.components.seconds) * 1e6 + Double(elapsed.components.attoseconds) / 1e12) / Double(records)
  }

  private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  private static func text(_ value: Double) -> String {
    String(Int(value)) + "." + String(Int(value * 100) % 100 + 100).dropFirst()
  }

  /// As a client script sends it: members in the order of the documentation, French text, one recommendation.
  private static func finding(number: Int) -> [UInt8] {
    let line = """
      {"kind":"finding","programme":"gouvernance-defense","key":"RT-2024-SEG-01-F\(number)","language":"fr","confidentiality":"public",\
      "origin":"roundtable","engagement":"RT-2024-SEG-01","itemNumber":\(number + 1),"title":"Pas d’accès aux informations budgétaires",\
      "statement":"Les organisations de la société civile n’ont accès ni au budget de la défense ni aux rapports de contrôle, \
      et ne peuvent donc suivre l’emploi des crédits votés.","theme":"access_to_information","programmeArea":"defence_integrity",\
      "place":{"region":"segou","cercle":"Ségou"},"observedOn":"2024-05-16","gdiQuestions":["Q17","Q28A"],"gdiEdition":"2020",\
      "severity":"high","priority":"short","institutions":["cnt","mdac"],"raisedBy":"cso","agreement":"large_majority",\
      "votes":{"for":18,"against":2,"abstain":1},"attribution":"group_only","consentBasis":"group_announcement",\
      "quotes":[{"text":"Nous ne savons rien de ce qui est dépensé.","speakerGroup":"women_group","mayQuote":true}],\
      "recommendations":[{"key":"R1","text":"Créer un espace codifié pour le contrôle démocratique de la société civile.",\
      "addressee":"cnt","level":"national","type":"institutional","priority":"short","dueOn":"2024-12-31"}]}
      """
    return Array(line.utf8)
  }
}
