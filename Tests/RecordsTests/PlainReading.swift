import JSONBytes
import Records
import Testing

/// An independent reading of a record, value by value and without regard to speed.
enum PlainReading {
  /// What the record says, in the one spelling that is kept.
  static func kept(_ json: JSONValue, of kind: RecordKind) -> JSONValue {
    let programme = json["programme"]?.string ?? ""
    var kept = kept(json, .object(kind.object), programme).object ?? JSONObject()
    kept["ifRevision"] = nil
    return .object(kept)
  }

  private static func kept(_ json: JSONValue, _ type: FieldType, _ programme: String) -> JSONValue {
    switch type {
    case .object(let type):
      var object = JSONObject()
      for field in type.fields {
        guard let value = json[field.name] else { continue }
        object[field.name] = kept(value, field.type, programme)
      }
      return .object(object)
    case .list(let element, _): return .array((json.array ?? []).map { kept($0, element, programme) })
    case .money:
      let money = Money(amount: json["amount"]?.string ?? "", currency: json["currency"]?.string ?? "")
      return ["amount": .string(money?.amount ?? ""), "currency": json["currency"] ?? .null]
    case .protectedCode:
      let digits = RecordSample.digits(programme, Array((json.string ?? "").utf8)).prefix(Pseudonyms.digits)
      return .string(Pseudonyms.prefix + digits)
    default: return json
    }
  }

  /// Expects that a value of a record is what the JSON says, at its path, and so is everything within.
  static func expect(
    _ value: RecordValue, _ json: JSONValue, _ type: FieldType, at path: String, _ language: Language
  ) throws {
    #expect(value.path == path)
    let text = value.withJSON { String(decoding: $0, as: UTF8.self) }
    #expect(try text == String(decoding: JSONCanonical.text(of: json.bytes), as: UTF8.self), "\(path)")
    switch type {
    case .object(let type):
      for field in type.fields {
        let member = value.member(field)
        #expect((member != nil) == (json[field.name] != nil), "\(path).\(field.name)")
        guard let member, let inner = json[field.name] else { continue }
        let innerPath = path.isEmpty ? field.name : path + "." + field.name
        try expect(member, inner, field.type, at: innerPath, language)
      }
    case .list(let element, _):
      let elements = try #require(json.array)
      try #require(value.elements.count == elements.count)
      for (index, (found, wanted)) in zip(value.elements, elements).enumerated() {
        try expect(found, wanted, element, at: "\(path)[\(index)]", language)
      }
    case .text:
      let plain = json.string
      #expect(value.localized.fr == (language == .french ? plain : nil) ?? json["fr"]?.string)
      #expect(value.localized.en == (language == .english ? plain : nil) ?? json["en"]?.string)
    case .money:
      #expect(value.money?.amount == json["amount"]?.string)
      #expect(value.money?.currency == json["currency"]?.string)
    case .integer: #expect(value.integer.map(Int64.init) == json.integer)
    case .number: #expect(value.number == json.double)
    case .boolean: #expect(value.boolean == json.bool)
    case .date: #expect(value.date?.description == json.string)
    case .partialDate: #expect(value.partialDate?.description == json.string)
    default: #expect(value.string == json.string)
    }
  }
}
