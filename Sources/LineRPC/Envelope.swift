import JSONBytes
import Violations

/// The members of a client's line, before it is decided what the line is.
struct Envelope {
  static let members = ["jsonrpc", "id", "method", "params", "meta", "item", "end", "cancel"]

  private(set) var isJSONRPC = false
  private var id: CallID?
  /// Where in the line the id ends.
  private var idEnd = 0
  private var hasID = false
  private var isObject = true
  private var isArray = false
  private var method: String?
  private var params = CallStart.Parameters.absent
  private var parametersReader: ParametersReader?
  private var item: Range<Int>?
  /// Whether it has an item, well-formed or not.
  private(set) var isItem = false
  private var isEnd = false
  private var isCancel = false
  private var meta = CallMeta()
  private var violations: [FieldViolation] = []

  /// The language that the line asks for, as far as it has been read.
  var language: MessageLanguage { meta.language ?? .english }

  /// Reads the whole line. Faults of JSON are thrown, faults of the envelope are collected.
  ///
  /// - Parameter findReader: finds what reads the parameters of a method.
  mutating func read(
    _ reader: inout JSONReader, _ findReader: (String) -> ParametersReader?
  ) throws(JSONError) {
    let kind = try reader.peek()
    guard kind == .object else {
      isObject = false
      isArray = kind == .array
      if isArray { try readBatch(&reader) } else { try reader.skipValue() }
      return
    }
    try reader.beginObject()
    while let key = try reader.nextKey() {
      switch key {
      case "id":
        hasID = true
        let isNull = try reader.peek() == .null
        id = try CallID(&reader)
        idEnd = reader.offset
        if id == nil, !isNull {
          note(
            "id",
            Wording(
              "call_id", en: "must be a number or a string of at most \(LineLimits.idBytes) bytes.",
              fr: "doit être un nombre ou une chaîne d’au plus \(LineLimits.idBytes) octets."))
        }
      case "method": try readMethod(&reader, findReader)
      case "params": try readParams(&reader)
      case "meta": try meta.read(&reader, &violations)
      case "item":
        isItem = true
        item = try reader.skipValue()
      case "end": isEnd = try readTrue(&reader, "end")
      case "cancel": isCancel = try readTrue(&reader, "cancel")
      case "jsonrpc": try readVersion(&reader)
      default:
        refuse(key.text)
        try reader.skipValue()
      }
    }
  }

  /// The id of a line that is not JSON, if it stood before the fault and is not part of it. A number that the fault follows
  /// at once may have been meant to go on.
  func id(beside fault: JSONError) -> CallID? {
    fault.path == "id" && (fault.code == .duplicateKey || fault.offset <= idEnd) ? nil : id
  }

  /// What the line is.
  func frame() throws(FrameFault) -> ClientFrame {
    guard isObject else { throw notAnObject() }
    // JSON-RPC forbids to answer a notification, even one that is wrong.
    if isJSONRPC, !hasID, method != nil { return .notification }
    guard violations.isEmpty else { throw refusal() }
    guard let id else { throw missingID() }
    switch (method, item, isEnd, isCancel) {
    case (let method?, nil, false, false):
      return .call(
        CallStart(
          id: id, isJSONRPC: isJSONRPC, method: method, params: params, authorization: meta.authorization,
          timeout: meta.timeout, traceparent: meta.traceparent, language: language))
    case (nil, let item?, false, false): return .item(id, item)
    case (nil, nil, true, false): return .end(id)
    case (nil, nil, false, true): return .cancel(id)
    case (nil, nil, false, false):
      throw fault(
        Wording(
          en: "The line says nothing: it needs one of method, item, end and cancel.",
          fr: "La ligne ne dit rien : il lui faut l’un des membres method, item, end et cancel."))
    default:
      throw fault(
        Wording(
          en: "The line must have only one of method, item, end and cancel.",
          fr: "La ligne ne doit avoir qu’un seul des membres method, item, end et cancel."))
    }
  }

  private func refusal() -> FrameFault {
    let first = violations[0]
    let others = violations.count - 1
    let more = others > 0 ? " (and \(others) more)" : ""
    let moreInFrench = others > 0 ? " (et \(others) \(others > 1 ? "autres" : "autre"))" : ""
    return fault(
      Wording(
        en: "\(first.path) \(first.message.en)\(more)",
        fr: "\(first.path) \(first.message.text(in: .french))\(moreInFrench)"))
  }

  private func missingID() -> FrameFault {
    FrameFault(
      id: nil, isJSONRPC: isJSONRPC, isItem: isItem, language: language,
      status: Status(
        .missingID, Reason.missingID.summary,
        hint: Wording(
          en: "Add an id of your choice, as {\"id\":1,\"method\":…}; the answer carries it.",
          fr: "Ajoutez un id de votre choix, comme {\"id\":1,\"method\":…} ; la réponse le reprend.")))
  }

  private func notAnObject() -> FrameFault {
    let message =
      isArray
      ? Wording(
        en: "The line is a JSON array; batches are not taken.",
        fr: "La ligne est un tableau JSON ; les appels groupés ne sont pas acceptés.")
      : Wording(
        en: "The line is JSON, but not an object.", fr: "La ligne est du JSON, mais n’est pas un objet.")
    return FrameFault(
      id: nil, isJSONRPC: isJSONRPC, isItem: isItem, language: language,
      status: Status(
        .invalidRequest, message,
        hint: Wording(
          en: "Send each call as one JSON object on a line of its own.",
          fr: "Envoyez chaque appel comme un objet JSON, seul sur sa ligne.")))
  }

  private func fault(_ message: Wording) -> FrameFault {
    FrameFault(
      id: id, isJSONRPC: isJSONRPC, isItem: isItem, language: language,
      status: Status(.invalidRequest, message, details: violations))
  }

  // MARK: - Members

  private mutating func readMethod(
    _ reader: inout JSONReader, _ findReader: (String) -> ParametersReader?
  ) throws(JSONError) {
    guard try reader.peek() == .string else {
      try reader.skipValue()
      return note(
        "method",
        Wording(
          "wrong_type", en: "must be a string, as \"kurukan.v1.Records/Submit\".",
          fr: "doit être une chaîne de caractères, comme « kurukan.v1.Records/Submit »."))
    }
    let name = try reader.readString()
    guard name.utf8.count <= LineLimits.methodBytes else {
      return note(
        "method",
        Wording(
          "too_long", en: "must have at most \(LineLimits.methodBytes) bytes.",
          fr: "doit compter au plus \(LineLimits.methodBytes) octets."))
    }
    method = name
    parametersReader = findReader(name)
  }

  private mutating func readParams(_ reader: inout JSONReader) throws(JSONError) {
    let kind = try reader.peek()
    if kind == .object, let parametersReader {
      let start = reader.offset
      params = .read(try Self.read(&reader, with: parametersReader), bytes: reader.offset - start)
      return
    }
    let range = try reader.skipValue()
    switch kind {
    case .object: params = .inLine(range)
    case .null: break
    default:
      note(
        "params",
        Wording(
          "wrong_type", en: "must be an object with named parameters, not of the type \(kind.rawValue).",
          fr: "doit être un objet aux paramètres nommés, et non du type \(kind.rawValue)."))
    }
  }

  /// Reads the parameters of a method with a reader of its own that stood before its name, or nowhere.
  mutating func readRemainingParams(_ line: UnsafeRawBufferPointer) throws(JSONError) {
    guard let parametersReader else { return }
    switch params {
    case .read: break
    case .absent:
      params = .read(
        try JSONReader.read(Array("{}".utf8)) { (reader) throws(JSONError) in try parametersReader(&reader) }, bytes: 0)
    case .inLine(let range):
      // From the line's start, so that a fault has the place and the path that it has when all is read at once.
      try JSONReader.read(line) { (reader) throws(JSONError) in
        try reader.beginObject()
        while let key = try reader.nextKey() {
          if key == "params" {
            params = .read(try Self.read(&reader, with: parametersReader), bytes: range.count)
            return
          }
          try reader.skipValue()
        }
      }
    }
  }

  private static func read(
    _ reader: inout JSONReader, with parametersReader: ParametersReader
  ) throws(JSONError) -> any ReadParameters {
    let depth = reader.depth
    let body = try parametersReader(&reader)
    assert(reader.depth == depth, "a reader of parameters consumes exactly one value")
    return body
  }

  private mutating func readTrue(
    _ reader: inout JSONReader, _ name: String
  ) throws(JSONError) -> Bool {
    guard try reader.peek() == .boolean else {
      try reader.skipValue()
      note(name, Wording("must_be_true", en: "must be true.", fr: "doit être true."))
      return false
    }
    let isTrue = try reader.readBool()
    if !isTrue {
      note(
        name,
        Wording(
          "must_be_true", en: "must be true; leave it out otherwise.", fr: "doit être true ; sinon, omettez-le."))
    }
    return isTrue
  }

  /// Reads a batch of JSON-RPC as far as is needed to refuse it in its dialect.
  private mutating func readBatch(_ reader: inout JSONReader) throws(JSONError) {
    try reader.beginArray()
    while try reader.nextElement() {
      guard !isJSONRPC, try reader.peek() == .object else {
        try reader.skipValue()
        continue
      }
      try reader.beginObject()
      while let key = try reader.nextKey() {
        if key == "jsonrpc" { isJSONRPC = try Self.readsVersion(&reader) } else { try reader.skipValue() }
      }
    }
  }

  /// Whether the value that comes next is `"2.0"`.
  static func readsVersion(_ reader: inout JSONReader) throws(JSONError) -> Bool {
    guard try reader.peek() == .string else {
      try reader.skipValue()
      return false
    }
    return try reader.readString() == "2.0"
  }

  private mutating func readVersion(_ reader: inout JSONReader) throws(JSONError) {
    isJSONRPC = try Self.readsVersion(&reader)
    if !isJSONRPC {
      note(
        "jsonrpc",
        Wording(
          "jsonrpc_version", en: "must be \"2.0\"; leave it out for this protocol's own dialect.",
          fr: "doit être « 2.0 » ; omettez-le pour le dialecte propre à ce protocole."))
    }
  }

  private mutating func refuse(_ name: String) {
    guard violations.count < LineLimits.violations else { return }
    let suggestion = NearestName.suggestion(for: name, in: Self.members)
    let message = Wording(
      "unknown_member", en: "is not a member of a request.", fr: "n’est pas un membre d’une requête.")
    violations.append(
      FieldViolation(
        path: Excerpt.of(name), message: message.suggesting(suggestion), allowed: Self.members,
        suggestion: suggestion))
  }

  private mutating func note(_ path: String, _ message: Wording) {
    violations.append(FieldViolation(path: path, message: message))
  }
}
