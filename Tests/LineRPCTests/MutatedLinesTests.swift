import JSONBytes
import TestSupport
import Testing
import Violations

@testable import LineRPC

/// Lines of a client that were damaged at random, the same in every run.
@Suite struct MutatedLinesTests {
  private static let seeds = [
    #"{"id":7,"method":"kurukan.v1.Records/Submit","params":{"title":"Contrôle \u00e9crit","n":-2.5e3}}"#,
    #"{"jsonrpc":"2.0","id":"a","method":"a.B/C","params":{"x":[1,{"y":null}]}}"#,
    #"{"id":1,"method":"m","meta":{"authorization":"Bearer t","timeout":"2.5s","language":"fr-ML","own":[]}}"#,
    #"{"id":-1.50,"item":{"key":"k"}}"#, #"{"id":"é","end":true}"#, #"{"cancel":true,"id":9223372036854775807}"#,
    "\r", "GET / HTTP/1.1\r", "[]",
  ].map { Array($0.utf8) }

  @Test("However they are cut into pieces, the lines are the same", arguments: 1...20 as ClosedRange<UInt64>)
  func pieces(seed: UInt64) {
    var dice = Dice(seed: seed)
    for _ in 0..<60 {
      var bytes: [UInt8] = []
      for _ in 0..<dice.roll(1...4) { bytes += mutant(&dice) + (dice.once(in: 8) ? [] : [0x0A]) }
      let limit = dice.roll(1...120)
      let whole = split([bytes[...]], limit)
      var pieces: [ArraySlice<UInt8>] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = dice.roll(1...min(rest.count, 40))
        pieces.append(rest.prefix(count))
        rest = rest.dropFirst(count)
      }
      #expect(split(pieces, limit) == whole, "limit \(limit): \(String(decoding: bytes, as: UTF8.self))")
      #expect(split(bytes.indices.map { bytes[$0...$0] }, limit) == whole)
    }
  }

  /// What a splitter says: the lines, and for one over the limit that it was.
  private func split(_ pieces: [ArraySlice<UInt8>], _ limit: Int) -> [[UInt8]?] {
    var splitter = LineSplitter(limit: limit)
    var lines: [[UInt8]?] = []
    func note(_ piece: LineSplitter.Piece) -> Bool {
      switch piece {
      case .line(let line): lines.append(Array(line))
      case .tooLong: lines.append(nil)
      }
      return true
    }
    for piece in pieces {
      let taken = piece.withUnsafeBytes { splitter.take($0, note) }
      #expect(taken == piece.count && splitter.heldBytes <= limit + 1)
    }
    splitter.finish(note)
    return lines
  }

  @Test("Each is a request or has a fault that lies in it", arguments: 1...20 as ClosedRange<UInt64>)
  func frames(seed: UInt64) {
    var dice = Dice(seed: seed)
    var taken = 0
    var notJSON = 0
    for _ in 0..<1_000 {
      let line = mutant(&dice)
      let isJSON = (try? JSONValue(parsing: line)) != nil
      let outcome = line.withUnsafeBytes { bytes in
        Result { () throws(FrameFault) in try ClientFrame.parse(bytes) }
      }
      switch outcome {
      case .success:
        taken += 1
        #expect(isJSON)
      case .failure(let fault):
        #expect((fault.status.reason == .parseError) == !isJSON, "\(String(decoding: line, as: UTF8.self))")
        #expect((fault.status.offset != nil) == !isJSON)
        if let offset = fault.status.offset {
          notJSON += 1
          #expect((0...line.count).contains(offset))
        }
        // Whatever the line held, its answer is strict JSON in one line.
        var answer: [UInt8] = []
        ServerFrame.appendError(
          fault.status, id: fault.id, isJSONRPC: fault.isJSONRPC, language: fault.language, to: &answer)
        #expect(answer.popLast() == 0x0A && !answer.contains(0x0A))
        #expect((try? JSONValue(parsing: answer)) != nil)
      }
    }
    #expect(taken > 50 && notJSON > 50)
  }

  @Test("The answer to a key with an escape of NUL has no NUL")
  func nul() throws {
    let fault = try fault("{\"id\":6,\"m\\\0 thod\":1}")
    var answer: [UInt8] = []
    ServerFrame.appendError(fault.status, id: fault.id, isJSONRPC: false, language: .english, to: &answer)
    let error = try #require(try JSONValue(parsing: answer.dropLast())["error"])
    #expect(error["details"]?.array?.first?["path"]?.string == "m\\\u{FFFD} thod")
  }

  private func mutant(_ dice: inout Dice) -> [UInt8] {
    var bytes = dice.pick(Self.seeds)
    for _ in 0..<dice.roll(0...3) where !bytes.isEmpty {
      let place = dice.roll(0...bytes.count - 1)
      switch dice.roll(0...5) {
      case 0: bytes[place] = UInt8(dice.roll(0...255))
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + dice.roll(1...8)))
      case 2: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 6)], at: place)
      case 3: bytes = Array(bytes[..<place])
      case 4: bytes.insert(dice.pick(Array("\"\\{}[],:0-eu \n\r".utf8)), at: place)
      default: bytes[place] = dice.pick(Array("aA0129.".utf8))
      }
    }
    return bytes
  }
}
