import JSONBytes

extension RecordReader {
  /// Reads an object; nil only if something else stands there.
  mutating func object<Part: FieldedObject>(_ type: Part.Type) throws(JSONError) -> Part? {
    guard try accepts(.object, "an object") else { return nil }
    var part = Part()
    try Part.fields.read(into: &part, &self)
    return part
  }

  /// Reads an array of objects. An empty one stands in for an element that is none, so that indices still hold.
  mutating func objects<Part: FieldedObject>(_ type: Part.Type, limit: Int) throws(JSONError) -> [Part]? {
    try list(limit: limit) { (input) throws(JSONError) in try input.object(type) ?? Part() }
  }

  mutating func strings(_ format: TextFormat) throws(JSONError) -> [String]? {
    try distinct { (input) throws(JSONError) in try input.string(format) }
  }

  mutating func codes(_ list: CodeList) throws(JSONError) -> [String]? {
    try distinct { (input) throws(JSONError) in try input.code(list) }
  }

  private mutating func distinct(
    _ element: (inout RecordReader) throws(JSONError) -> String?
  ) throws(JSONError) -> [String]? {
    var seen: [String] = []
    return try list(limit: RecordLimits.listElements) { (input) throws(JSONError) in
      guard let value = try element(&input) else { return nil }
      if seen.contains(value) {
        input.violations.add(
          Violation(path: input.json.path, message: "This stands in the list already.", found: value))
      }
      seen.append(value)
      return value
    }
  }

  private mutating func list<Element>(
    limit: Int, _ element: (inout RecordReader) throws(JSONError) -> Element?
  ) throws(JSONError) -> [Element]? {
    guard try accepts(.array, "an array") else { return nil }
    var elements: [Element] = []
    var count = 0
    try json.beginArray()
    while try json.nextElement() {
      count += 1
      if count > limit {
        try json.skipValue()
      } else if let value = try element(&self) {
        elements.append(value)
      }
    }
    if count > limit { fault("The list has \(count) elements; at most \(limit) are allowed.") }
    return elements
  }
}
