import JSONBytes
import TestSupport
import Testing

/// No bytes may trap any way of reading, and all ways must agree on what is JSON.
@Suite struct MutationTests {
  private static let seeds = [
    #"{"kind":"finding","programme":"mali","key":"f-1","title":"Contrôle \u00e9crit","n":-2.5e3,"ok":true}"#,
    #"[{"a":{"b":{"c":[null,false,"\ud83d\ude00"]}}},"x\\y\"z",9223372036854775807]"#,
    "\"ééééééééééééééééé\\n\\u0041\"", "-12345678901234567.0e-12",
  ].map { Array($0.utf8) }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64]) func mutants(_ seed: UInt64) throws {
    var random = Dice(seed: seed)
    var accepted = 0
    var refused = 0
    for _ in 0..<8_000 {
      let mutant = mutate(&random)
      let error = skipError(mutant)
      #expect(valueError(mutant) == error)
      let canonical = try? JSONCanonical.text(of: mutant)
      #expect((canonical == nil) == (error != nil))
      if let canonical {
        accepted += 1
        #expect(try JSONCanonical.text(of: canonical) == canonical)
        #expect(try JSONValue(parsing: JSONValue(parsing: mutant).bytes) == JSONValue(parsing: mutant))
      } else {
        refused += 1
        #expect(
          (0...mutant.count).contains(error?.offset ?? -1), "\(String(decoding: mutant, as: UTF8.self))")
      }
    }
    #expect(accepted > 100 && refused > 100)
  }

  @Test func everyPrefixIsRefusedAtItsEnd() {
    for seed in Self.seeds.dropLast() {
      for count in 0..<seed.count {
        let error = skipError(Array(seed[..<count]))
        #expect(error != nil && error!.offset <= count)
      }
    }
  }

  @Test func wrongTypesNeverTrap() {
    var random = Dice(seed: 99)
    for _ in 0..<5_000 {
      let mutant = mutate(&random)
      for attempt in 0..<6 {
        _ = try? JSONReader.read(mutant) { (reader) throws(JSONError) in
          switch attempt {
          case 0: _ = try reader.readString()
          case 1: _ = try reader.readInteger()
          case 2: _ = try reader.readBool()
          case 3: try reader.readNull()
          case 4:
            try reader.beginArray()
            while try reader.nextElement() { _ = try reader.readInteger() }
          default:
            try reader.beginObject()
            while let key = try reader.nextKey() {
              _ = key.text
              _ = try reader.readString()
            }
          }
          try reader.finish()
        }
      }
    }
  }

  private func mutate(_ random: inout Dice) -> [UInt8] {
    var bytes = Self.seeds.randomElement(using: &random) ?? []
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[place] = .random(in: 0...255, using: &random)
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...8, using: &random)))
      case 2: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 6)], at: place)
      case 3: bytes = Array(bytes[..<place])
      case 4: bytes.insert(Array("\"\\{}[],:0-eu \n".utf8).randomElement(using: &random) ?? 0, at: place)
      default: bytes[place] = Array("aA0129.".utf8).randomElement(using: &random) ?? 0
      }
    }
    return bytes
  }
}
