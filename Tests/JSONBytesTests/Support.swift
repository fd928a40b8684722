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
