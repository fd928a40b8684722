import JSONBytes

/// Reads all of `text` with the value-building reader.
func value(_ text: String) throws(JSONError) -> JSONValue { try JSONValue(parsing: text) }

/// The error of passing over `bytes`, or nil if they are one JSON value.
func skipError(_ bytes: [UInt8]) -> JSONError? {
  do {
    try JSONReader.read(bytes) { (reader) throws(JSONError) in
      try reader.skipValue()
      try reader.finish()
    }
    return nil
  } catch {
    return error
  }
}

/// The error of building a value from `bytes`, or nil if they are one JSON value.
func valueError(_ bytes: [UInt8]) -> JSONError? {
  do {
    _ = try JSONValue(parsing: bytes)
    return nil
  } catch {
    return error
  }
}

func canonical(_ text: String) throws(JSONError) -> String {
  String(decoding: try JSONCanonical.text(of: Array(text.utf8)), as: UTF8.self)
}

/// SplitMix64: the same numbers on every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
