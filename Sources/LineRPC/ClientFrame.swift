import JSONBytes
public import Violations

/// The start of a call: one line of a client.
public struct CallStart: Sendable {
  /// Where a call's parameters, a JSON object, are.
  public enum Parameters: Sendable {
    /// There are none.
    case absent
    /// They stand there in the line.
    case inLine(Range<Int>)
    /// The method's own reader has read them, from so many bytes of the line.
    case read(any ReadParameters, bytes: Int)

    /// Bytes of the line that they take up.
    public var bytes: Int {
      switch self {
      case .absent: 0
      case .inLine(let range): range.count
      case .read(_, let bytes): bytes
      }
    }
  }

  /// The call's id.
  public var id: CallID
  /// Whether the line says `"jsonrpc":"2.0"`, so that the answer must.
  public var isJSONRPC: Bool
  /// The method, as `kurukan.v1.Records/Submit`.
  public var method: String
  /// The parameters; always read if the method reads its own.
  public var params: Parameters
  /// `meta.authorization`, as `Bearer …`.
  public var authorization: String?
  /// `meta.timeout`.
  public var timeout: Duration?
  /// `meta.traceparent`, if it is one of W3C Trace Context's version 00.
  public var traceparent: String?
  /// `meta.language`; English unless the call says otherwise.
  public var language: MessageLanguage
}

/// A line from a client.
public enum ClientFrame: Sendable {
  /// Starts a call.
  case call(CallStart)
  /// A message of a client's stream: where it stands in the line.
  case item(CallID, Range<Int>)
  /// The end of a client's stream.
  case end(CallID)
  /// Asks for the call to be cancelled.
  case cancel(CallID)
  /// A JSON-RPC notification: no id, so no answer. It is never run.
  case notification

  /// Reads a line, without its end.
  ///
  /// - Parameters:
  ///   - isUnfinished: whether the connection's input ended before the line did.
  ///   - parametersReader: finds what reads the parameters of a method, if they are to be read in place.
  public static func parse(
    _ line: UnsafeRawBufferPointer, isUnfinished: Bool = false,
    parametersReader: (_ method: String) -> ParametersReader? = { _ in nil }
  ) throws(FrameFault) -> ClientFrame {
    var envelope = Envelope()
    do {
      try JSONReader.read(line) { (reader) throws(JSONError) in
        try envelope.read(&reader, parametersReader)
        try reader.finish()
      }
      try envelope.readRemainingParams(line)
    } catch {
      throw FrameFault(
        id: envelope.id(beside: error), isJSONRPC: envelope.isJSONRPC, isItem: envelope.isItem,
        language: envelope.language, status: isUnfinished ? .brokenOff(error, line) : .notJSON(error, line))
    }
    return try envelope.frame()
  }
}

/// What the first bytes of a line tell that was too long to be stored, so that its call can be answered.
public struct LineBeginning: Sendable {
  /// The call's id.
  private(set) var id: CallID?
  /// Whether the line says `"jsonrpc":"2.0"`.
  private(set) var isJSONRPC = false
  /// Whether it is a message of a client's stream.
  private(set) var isItem = false

  /// Reads what stands in `prefix` whole.
  public init(_ prefix: UnsafeRawBufferPointer) {
    var id: CallID?
    // The prefix ends inside the line, so the error that ends the reading says nothing.
    try? JSONReader.read(prefix) { (reader) throws(JSONError) in
      if try reader.peek() == .array {
        var batch = Envelope()
        defer { isJSONRPC = batch.isJSONRPC }
        return try batch.read(&reader) { _ in nil }
      }
      try reader.beginObject()
      while let key = try reader.nextKey() {
        // A number may go on behind the prefix, unless something follows it.
        self.id = id
        switch key {
        case "id":
          let isWhole = try reader.peek() == .string
          id = try CallID(&reader)
          if isWhole { self.id = id }
        case "jsonrpc": isJSONRPC = try Envelope.readsVersion(&reader)
        case "item":
          isItem = true
          try reader.skipValue()
        default: try reader.skipValue()
        }
      }
      self.id = id
    }
  }

  /// Refuses the line.
  public func fault(_ status: Status) -> FrameFault {
    FrameFault(id: id, isJSONRPC: isJSONRPC, isItem: isItem, language: .english, status: status)
  }
}

/// A line that was refused, and whom to tell.
public struct FrameFault: Error, Sendable, Equatable {
  /// The id to answer; nil if the line has none that can be trusted.
  public let id: CallID?
  /// Whether to answer in JSON-RPC's dialect.
  public let isJSONRPC: Bool
  /// Whether the line was meant as a message of a client's stream.
  public let isItem: Bool
  /// The language to answer in.
  public let language: MessageLanguage
  /// What is wrong.
  public let status: Status
}

extension Status {
  /// Of a line whose end never came: most likely its rest was lost on the way. What is no JSON for another reason is told
  /// as that.
  static func brokenOff(_ error: JSONError, _ line: UnsafeRawBufferPointer) -> Status {
    var status = notJSON(error, line)
    guard error.code == .unexpectedEnd else { return status }
    status.reason = .inputEnded
    let fault = error.wording
    status.message = Wording(
      en: "The connection's input ended within this line: at byte \(error.offset): \(fault.en)",
      fr: "L’entrée de la connexion a pris fin au milieu de cette ligne : à l’octet \(error.offset) : "
        + fault.text(in: .french))
    return status
  }

  static func notJSON(_ error: JSONError, _ line: UnsafeRawBufferPointer) -> Status {
    let fault = error.wording
    let detail = FieldViolation(path: error.path, message: fault)
    return Status(
      .parseError,
      Wording(
        en: "The line is not strict JSON: at byte \(error.offset): \(fault.en)",
        fr: "La ligne n’est pas du JSON strict : à l’octet \(error.offset) : \(fault.text(in: .french))"),
      hint: ForeignProtocol.hint(for: line), details: error.path.isEmpty ? [] : [detail], offset: error.offset
    )
  }
}

/// Recognises what is often sent to a port by mistake.
private enum ForeignProtocol {
  private static let verbs: [StaticString] = [
    "GET ", "POST ", "PUT ", "HEAD ", "OPTIONS ", "DELETE ", "PATCH ",
  ]

  static func hint(for line: UnsafeRawBufferPointer) -> Wording? {
    if line.starts(with: [0xEF, 0xBB, 0xBF]) {
      return Wording(
        en: "Send UTF-8 without a byte order mark.", fr: "Envoyez de l’UTF-8 sans marque d’ordre des octets.")
    }
    if line.starts(with: [0x16, 0x03]) {
      return Wording(
        en: "This port is not TLS; use the server's TLS port, or no TLS.",
        fr: "Ce port n’utilise pas TLS ; utilisez le port TLS du serveur, ou renoncez à TLS.")
    }
    let isHTTP = verbs.contains { verb in
      line.starts(with: UnsafeBufferPointer(start: verb.utf8Start, count: verb.utf8CodeUnitCount))
    }
    guard isHTTP else { return nil }
    return Wording(
      en: "This port does not speak HTTP: send one JSON object a line.",
      fr: "Ce port ne parle pas HTTP : envoyez un objet JSON par ligne.")
  }
}
