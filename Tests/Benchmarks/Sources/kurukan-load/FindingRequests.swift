/// The calls to send, laid out one behind the other before the clock starts, so that making them costs nothing then.
struct FindingRequests {
  /// The lines of all calls.
  let bytes: [UInt8]
  /// Where each line begins, and at last where all end. A call's id is its place here.
  let starts: [Int]

  /// The keys' groups: as many points of insertion in the index of keys as pgbench's clients make.
  private static let groups = 64

  var count: Int { starts.count - 1 }

  /// What must be there first: the programme, and the roundtable at which all was found.
  static let preparation = [
    """
    {"kind":"programme","programme":"bench","key":"bench","language":"fr","confidentiality":"public",\
    "title":{"fr":"Mesure de la réception"},"startsOn":"2024-01-01","status":"implementation"}
    """,
    """
    {"kind":"engagement","programme":"bench","key":"RT-2024-SEG","language":"fr","confidentiality":"public",\
    "engagementType":"roundtable","title":{"fr":"Table ronde de Ségou"},"startsOn":"2024-05-14",\
    "place":{"region":"segou","geoVersion":"2023"},"participation":[\
    {"sex":"female","ageBand":"a36_59","group":"women_group","count":11},\
    {"sex":"male","ageBand":"a36_59","group":"cso","count":14}],"countedBy":"sign_in"}
    """,
  ]

  /// Begins the stream of which the lines are items.
  static let streamBeginning = Array("{\"id\":1,\"method\":\"kurukan.v1.Records/SubmitStream\"}\n".utf8)

  /// - Parameters:
  ///   - first: the number of the first finding, of which its key is made.
  ///   - asItems: whether the lines are items of one stream a connection, rather than calls.
  init(seed: Int, first: Int, count: Int, asItems: Bool) {
    var random = SeededGenerator(seed: UInt64(seed))
    var bytes: [UInt8] = []
    var starts: [Int] = []
    bytes.reserveCapacity(count * 1_120)
    starts.reserveCapacity(count + 1)
    for index in 0..<count {
      starts.append(bytes.count)
      bytes +=
        (asItems
        ? "{\"id\":1,\"item\":" : "{\"id\":\(index),\"method\":\"kurukan.v1.Records/Submit\",\"params\":").utf8
      bytes += Self.finding(first + index, &random).utf8
      bytes += "}\n".utf8
    }
    starts.append(bytes.count)
    self.bytes = bytes
    self.starts = starts
  }

  private static func finding(_ index: Int, _ random: inout SeededGenerator) -> String {
    let key = "RT-2024-SEG-\(padded(index % groups, 2))-\(padded(index / groups, 6))"
    let statement = [random.pick(Phrases.openings), random.pick(Phrases.causes), random.pick(Phrases.demands)]
    let agreement = random.pick(Codes.agreements)
    let votes = (random.number(20..<60), agreement == "consensus" ? 0 : random.number(1..<9), random.number(0..<9))
    return """
      {"kind":"finding","programme":"bench","key":"\(key)","language":"fr","confidentiality":"public",\
      "origin":"roundtable","engagement":"RT-2024-SEG","itemNumber":\(index % 900 + 1),\
      "title":{"fr":"\(random.pick(Phrases.titles))"},"statement":{"fr":"\(statement.joined(separator: " "))"},\
      "theme":"\(random.pick(Codes.themes))","place":{"region":"\(random.pick(Codes.regions))",\
      "geoVersion":"2023"},"observedOn":"2024-0\(random.number(1..<10))-\(padded(random.number(1..<29), 2))",\
      "raisedBy":"\(random.pick(Codes.groups))","agreement":"\(agreement)",\
      "attribution":"group_only","severity":"\(random.pick(Codes.severities))",\
      "priority":"\(random.pick(Codes.priorities))",\
      "votes":{"for":\(votes.0),"against":\(votes.1),"abstain":\(votes.2)},\
      "recommendations":[{"key":"R1","text":{"fr":"\(random.pick(Phrases.recommendations))"},\
      "addressee":"ministere-defense","level":"national","type":"procedural",\
      "priority":"\(random.pick(Codes.priorities))","dueOn":"2025-1\(random.number(0..<3))-15"}]}
      """
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// SplitMix64: small, fast, and the same on every machine.
struct SeededGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number of a range that is not empty.
  mutating func number(_ range: Range<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  /// One of a list that is not empty.
  mutating func pick(_ list: [String]) -> String { list[number(0..<list.count)] }
}
