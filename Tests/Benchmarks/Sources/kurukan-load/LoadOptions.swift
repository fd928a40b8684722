/// What the command line asks for.
struct LoadOptions {
  static let help = """
    kurukan-load --port PORT --token-file FILE [--connections 64] [--depth 1] [--records 10000]
                 [--first 0] [--seed 1] [--seconds 60] [--stream] [--tls]

    Submits seeded findings of about 970 bytes to the server on 127.0.0.1, each as one call, and prints
    one line: rate, latency, outcomes. A connection has at most --depth calls open at once; with --stream
    it sends the findings as items of one Records/SubmitStream, of which so many are not acknowledged.
    --tls speaks TLS, and looks at no certificate. Ends with an error if a call failed or --seconds have
    passed. The same seed gives the same bytes. The findings' keys are numbered from --first on.
    """

  private(set) var port = 0
  private(set) var tokenFile = ""
  private(set) var connections = 64
  private(set) var depth = 1
  private(set) var records = 10_000
  private(set) var first = 0
  private(set) var seed = 1
  private(set) var seconds = 60
  private(set) var streams = false
  private(set) var usesTLS = false
  private(set) var wantsHelp = false

  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    while let name = rest.popFirst() {
      if name == "--help" {
        wantsHelp = true
        return
      }
      if name == "--stream" {
        streams = true
        continue
      }
      if name == "--tls" {
        usesTLS = true
        continue
      }
      guard let value = rest.popFirst() else { throw LoadFault("\(name) needs a value; see --help") }
      switch name {
      case "--token-file": tokenFile = value
      case "--port": port = try Self.number(name, value, 1...65_535)
      case "--connections": connections = try Self.number(name, value, 1...1_000)
      case "--depth": depth = try Self.number(name, value, 1...10_000)
      case "--records": records = try Self.number(name, value, 1...2_000_000)
      case "--first": first = try Self.number(name, value, 0...50_000_000)
      case "--seed": seed = try Self.number(name, value, 0...Int(Int32.max))
      case "--seconds": seconds = try Self.number(name, value, 1...3_600)
      default: throw LoadFault("there is no option \(name); see --help")
      }
    }
    guard port > 0, !tokenFile.isEmpty else { throw LoadFault("--port and --token-file are needed; see --help") }
  }

  private static func number(_ name: String, _ value: String, _ range: ClosedRange<Int>) throws -> Int {
    guard let number = Int(value), range.contains(number) else {
      throw LoadFault("\(name) must be a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }
}
