import JSONBytes

/// The members of a client's line, before it is decided what the line is.
struct Envelope {
  static let members = ["jsonrpc", "id", "method", "params", "meta", "item", "end", "cancel"]

  private(set) var isJSONRPC = false
  private var id: CallID?
  private var hasID = false
  private var isObject = true
  private var isArray = false
  private var method: String?
  private var params: Range<Int>?
  private var item: Range<Int>?
  private var isEnd = false
  private var isCancel = false
  private var meta = CallMeta()
  private var violations: [FieldViolation] = []

  /// Reads the whole line. Faults of JSON are thrown, faults of the envelope are collected.
  mutating func read(_ reader: inout JSONReader) throws(JSONError) {
    let kind = try reader.peek()
    guard kind == .object else {
      isObject = false
      isArray = kind == .array
      try reader.skipValue()
      return
    }
    try reader.beginObject()
    while let key = try reader.nextKey() {
      switch key {
      case "id":
        hasID = true
        let isNull = try reader.peek() == .null
        id = try CallID(&reader)
        if id == nil, !isNull {
          note("id", "must be a number or a string of at most \(LineLimits.idBytes) bytes.")
        }
      case "method": try readMethod(&reader)
      case "params": try readParams(&reader)
      case "meta": try meta.read(&reader, &violations)
      case "item": item = try reader.skipValue()
      case "end": isEnd = try readTrue(&reader, "end")
      case "cancel": isCancel = try readTrue(&reader, "cancel")
      case "jsonrpc": try readVersion(&reader)
      default:
        refuse(key.text)
        try reader.skipValue()
      }
    }
  }

  /// What the line is.
  func frame() throws(FrameFault) -> ClientFrame {
    guard isObject else { throw notAnObject() }
    guard violations.isEmpty else { throw refusal() }
    guard let id else {
      if isJSONRPC, !hasID, method != nil { return .notification }
      throw missingID()
    }
    switch (method, item, isEnd, isCancel) {
    case (let method?, nil, false, false):
      return .call(
        CallStart(
          id: id, isJSONRPC: isJSONRPC, method: method, params: params, authorization: meta.authorization,
          timeout: meta.timeout, traceparent: meta.traceparent))
    case (nil, let item?, false, false): return .item(id, item)
    case (nil, nil, true, false): return .end(id)
    case (nil, nil, false, true): return .cancel(id)
    case (nil, nil, false, false):
      throw fault("The line says nothing: it needs one of method, item, end and cancel.")
    default: throw fault("The line must have only one of method, item, end and cancel.")
    }
  }

  private func refusal() -> FrameFault {
    let first = violations[0]
    let more = violations.count > 1 ? " (and \(violations.count - 1) more)" : ""
    return fault("\(first.path) \(first.message)\(more)")
  }

  private func missingID() -> FrameFault {
    FrameFault(
      id: nil, isJSONRPC: isJSONRPC,
      status: Status(
        .missingID, "The line has no id, so it was not run.",
        hint: "Add an id of your choice, as {\"id\":1,\"method\":…}; the answer carries it."))
  }

  private func notAnObject() -> FrameFault {
    let message =
      isArray ? "The line is a JSON array; batches are not taken." : "The line is JSON, but not an object."
    return FrameFault(
      id: nil, isJSONRPC: false,
      status: Status(
        .invalidRequest, message, hint: "Send each call as one JSON object on a line of its own."))
  }

  private func fault(_ message: String) -> FrameFault {
    FrameFault(
      id: id, isJSONRPC: isJSONRPC, status: Status(.invalidRequest, message, details: violations))
  }

  // MARK: - Members

  private mutating func readMethod(_ reader: inout JSONReader) throws(JSONError) {
    guard try reader.peek() == .string else {
      try reader.skipValue()
      return note("method", "must be a string, as \"kurukan.v1.Records/Submit\".")
    }
    let name = try reader.readString()
    guard name.utf8.count <= LineLimits.methodBytes else {
      return note("method", "must have at most \(LineLimits.methodBytes) bytes.")
    }
    method = name
  }

  private mutating func readParams(_ reader: inout JSONReader) throws(JSONError) {
    let kind = try reader.peek()
    let range = try reader.skipValue()
    switch kind {
    case .object: params = range
    case .null: break
    case .array: note("params", "must be an object with named parameters, not an array.")
    default: note("params", "must be an object, not a \(kind.rawValue).")
    }
  }

  private mutating func readTrue(
    _ reader: inout JSONReader, _ name: String
  ) throws(JSONError) -> Bool {
    guard try reader.peek() == .boolean else {
      try reader.skipValue()
      note(name, "must be true.")
      return false
    }
    let isTrue = try reader.readBool()
    if !isTrue { note(name, "must be true; leave it out otherwise.") }
    return isTrue
  }

  private mutating func readVersion(_ reader: inout JSONReader) throws(JSONError) {
    if try reader.peek() == .string {
      isJSONRPC = try reader.readString() == "2.0"
    } else {
      try reader.skipValue()
    }
    if !isJSONRPC { note("jsonrpc", "must be \"2.0\"; leave it out for this protocol's own dialect.") }
  }

  private mutating func refuse(_ name: String) {
    guard violations.count < LineLimits.violations else { return }
    let suggestion = NearestName.suggestion(for: name, in: Self.members)
    let courtesy = suggestion.map { " Did you mean \"\($0)\"?" } ?? ""
    violations.append(
      FieldViolation(
        path: Excerpt.of(name), message: "is not a member of a request.\(courtesy)", allowed: Self.members,
        suggestion: suggestion))
  }

  private mutating func note(_ path: String, _ message: String) {
    violations.append(FieldViolation(path: path, message: message))
  }
}

/// Text of a client, shortened before it is shown.
enum Excerpt {
  private static let characters = 200

  static func of(_ text: String) -> String {
    let start = text.prefix(characters)
    return start.endIndex == text.endIndex ? text : start + "…"
  }
}
