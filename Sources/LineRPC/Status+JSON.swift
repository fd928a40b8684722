public import JSONBytes
public import Violations

extension Status {
  /// JSON-RPC 2.0's code where it has one, otherwise gRPC's number.
  public var jsonRPCCode: Int {
    switch reason {
    case .parseError: -32_700
    case .invalidRequest, .missingID, .duplicateCallID: -32_600
    case .unknownMethod: -32_601
    default:
      switch code {
      case .invalidArgument: -32_602
      case .internal: -32_603
      default: code.number
      }
    }
  }

  /// Writes the status as the `error` member of a line has it.
  public func write(
    to writer: inout JSONWriter, isJSONRPC: Bool = false, language: MessageLanguage = .english
  ) {
    let message = Excerpt.ofMessage(message.text(in: language))
    writer.beginObject()
    writer.member("code", isJSONRPC ? jsonRPCCode : code.number)
    if isJSONRPC {
      writer.member("message", message)
      writer.key("data")
      writer.beginObject()
      writeRest(to: &writer, language)
      writer.endObject()
    } else {
      writeRest(to: &writer, language, message)
    }
    writer.endObject()
  }

  private func writeRest(to writer: inout JSONWriter, _ language: MessageLanguage, _ message: String? = nil) {
    writer.member("status", code.name)
    writer.member("reason", reason.name)
    writer.member("message", ifPresent: message)
    writer.member("hint", ifPresent: Excerpt.ofMessage((hint ?? reason.remedy).text(in: language)))
    if !details.isEmpty {
      writer.key("details")
      writer.beginArray()
      for detail in details.prefix(LineLimits.violations) { detail.write(to: &writer, language: language) }
      writer.endArray()
    }
    writer.member("offset", ifPresent: offset)
    writer.member("resumeFrom", ifPresent: resumeFrom)
    writer.member("retryAfter", ifPresent: retryAfter.map(DurationText.text))
    writer.member("requestId", ifPresent: requestID)
  }

  /// Reads what ``write(to:isJSONRPC:language:)`` writes in this protocol's own dialect. The texts stand as English,
  /// whatever language the server was asked to speak.
  public init(_ reader: inout JSONReader) throws(JSONError) {
    let value = try reader.readValue()
    let code = value["status"]?.string.flatMap(StatusCode.init(name:)) ?? .unknown
    let name = value["reason"]?.string ?? Reason.unexpected.name
    self.init(
      Reason.named(name) ?? .unlisted(name, code), Wording(en: value["message"]?.string ?? ""),
      hint: value["hint"]?.string.map { Wording(en: $0) },
      details: (value["details"]?.array ?? []).map(FieldViolation.init),
      retryAfter: value["retryAfter"]?.string.flatMap(DurationText.parse),
      requestID: value["requestId"]?.string,
      offset: value["offset"]?.integer.flatMap { Int(exactly: $0) },
      resumeFrom: value["resumeFrom"]?.integer.flatMap { Int(exactly: $0) }.flatMap { $0 < 0 ? nil : $0 })
  }
}

extension FieldViolation {
  /// Writes the violation as the `details` of an error have it.
  public func write(to writer: inout JSONWriter, language: MessageLanguage = .english) {
    writer.beginObject()
    writer.member("path", Excerpt.of(path))
    if !message.rule.isEmpty { writer.member("rule", message.rule) }
    writer.member("message", Excerpt.ofMessage(message.text(in: language)))
    writer.member("found", ifPresent: found)
    if !allowed.isEmpty {
      writer.key("allowed")
      writer.beginArray()
      for value in allowed { writer.string(value) }
      writer.endArray()
    }
    writer.member("suggestion", ifPresent: suggestion)
    writer.endObject()
  }

  fileprivate init(_ value: JSONValue) {
    self.init(
      path: value["path"]?.string ?? "",
      message: Wording(value["rule"]?.string ?? "", en: value["message"]?.string ?? ""),
      found: value["found"]?.string, allowed: (value["allowed"]?.array ?? []).compactMap(\.string),
      suggestion: value["suggestion"]?.string)
  }
}
