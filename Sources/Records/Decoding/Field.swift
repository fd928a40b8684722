import JSONBytes

/// A value that is read from a JSON object by a table of fields.
protocol FieldedObject: Sendable {
  /// An empty value to read into. It is shown to nobody unless every required field was read.
  init()
  /// Its fields, in the order in which documentation shows them; at most 64.
  static var fields: FieldTable<Self> { get }
}

/// One field: what it is, and how it is read.
struct Field<Value> {
  typealias Read = @Sendable (inout Value, inout RecordReader) throws(JSONError) -> Void

  let name: StaticString
  let description: FieldDescription
  let read: Read

  init(_ name: StaticString, _ type: FieldType, _ need: FieldNeed, _ meaning: String, read: @escaping Read) {
    self.name = name
    description = FieldDescription(
      name: name.description, type: type, isRequired: need == .required, meaning: meaning)
    self.read = read
  }
}

/// Whether a record without the field is refused.
enum FieldNeed: Sendable {
  case required, optional
}

/// The fields of one JSON object, found by their keys.
struct FieldTable<Value>: Sendable {
  let descriptions: [FieldDescription]
  private let names: [StaticString]
  private let readers: [Field<Value>.Read]
  private let required: UInt64

  init(_ fields: [Field<Value>]) {
    precondition(fields.count <= UInt64.bitWidth)
    descriptions = fields.map(\.description)
    names = fields.map(\.name)
    readers = fields.map(\.read)
    required = fields.indices.reduce(0) { $0 | (fields[$1].description.isRequired ? 1 << UInt64($1) : 0) }
  }

  /// Reads the object that comes next into `value`.
  func read(into value: inout Value, _ input: inout RecordReader) throws(JSONError) {
    try input.json.beginObject()
    var seen: UInt64 = 0
    var expected = 0
    while let key = try input.json.nextKey() {
      guard let index = index(of: key, startingAt: expected) else {
        unknown(key.text, &input)
        try input.json.skipValue()
        continue
      }
      seen |= 1 << UInt64(index)
      expected = index + 1
      try readers[index](&value, &input)
    }
    reportMissing(required & ~seen, &input)
  }

  /// Senders mostly keep an order, so the search starts behind the field found last.
  private func index(of key: JSONKey, startingAt start: Int) -> Int? {
    for index in start..<names.count where key == names[index] { return index }
    for index in 0..<min(start, names.count) where key == names[index] { return index }
    return nil
  }

  private func unknown(_ name: String, _ input: inout RecordReader) {
    guard !input.violations.isFull else { return }
    let candidates = descriptions.map(\.name)
    let suggestion = Suggestion.closest(to: name, among: candidates)
    input.violations.add(
      Violation(
        path: input.json.path, message: "There is no field of this name here.", found: name,
        allowed: suggestion == nil ? candidates : [], suggestion: suggestion))
  }

  private func reportMissing(_ missing: UInt64, _ input: inout RecordReader) {
    guard missing != 0 else { return }
    for index in names.indices where missing & 1 << UInt64(index) != 0 {
      input.violations.add(
        Violation(
          path: input.path(appending: descriptions[index].name), message: "This field is required.",
          allowed: descriptions[index].type.codes))
    }
  }
}

extension FieldType {
  /// The codes that may stand in a field of this type; empty if it is no code.
  var codes: [String] {
    if case .code(let list) = self { return list.codes }
    return []
  }
}
