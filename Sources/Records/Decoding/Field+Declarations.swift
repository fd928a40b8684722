import JSONBytes

/// How the tables of the kinds declare their fields.
extension Field {
  typealias Set<Content> = @Sendable (inout Value, Content) -> Void

  static func text(
    _ name: StaticString, need: FieldNeed = .optional, limit: Int = RecordLimits.textCharacters,
    _ meaning: String, set: @escaping Set<LocalizedText>
  ) -> Field {
    Field(name, .text(characters: limit), need, meaning) { (value, input) throws(JSONError) in
      if let text = try input.text(limit: limit) { set(&value, text) }
    }
  }

  static func string(
    _ name: StaticString, need: FieldNeed = .optional, limit: Int = RecordLimits.stringCharacters,
    _ meaning: String, set: @escaping Set<String>
  ) -> Field {
    Field(name, .string(characters: limit), need, meaning) { (value, input) throws(JSONError) in
      if let text = try input.string(limit: limit) { set(&value, text) }
    }
  }

  static func formatted(
    _ name: StaticString, _ format: TextFormat, need: FieldNeed = .optional, _ meaning: String,
    set: @escaping Set<String>
  ) -> Field {
    Field(name, .formatted(format.description), need, meaning) { (value, input) throws(JSONError) in
      if let text = try input.string(format) { set(&value, text) }
    }
  }

  static func key(
    _ name: StaticString, need: FieldNeed = .optional, _ meaning: String, set: @escaping Set<String>
  ) -> Field {
    Field(name, .key, need, meaning) { (value, input) throws(JSONError) in
      if let key = try input.string(.key) { set(&value, key) }
    }
  }

  static func code(
    _ name: StaticString, _ list: CodeList, need: FieldNeed = .optional, _ meaning: String,
    set: @escaping Set<String>
  ) -> Field {
    Field(name, .code(list), need, meaning) { (value, input) throws(JSONError) in
      if let code = try input.code(list) { set(&value, code) }
    }
  }

  static func date(
    _ name: StaticString, need: FieldNeed = .optional, _ meaning: String, set: @escaping Set<CalendarDate>
  ) -> Field {
    Field(name, .date, need, meaning) { (value, input) throws(JSONError) in
      if let date = try input.date() { set(&value, date) }
    }
  }

  static func money(_ name: StaticString, _ meaning: String, set: @escaping Set<Money>) -> Field {
    Field(name, .money, .optional, meaning) { (value, input) throws(JSONError) in
      if let money = try input.money() { set(&value, money) }
    }
  }

  static func integer(
    _ name: StaticString, _ range: ClosedRange<Int>, need: FieldNeed = .optional, _ meaning: String,
    set: @escaping Set<Int>
  ) -> Field {
    Field(name, .integer(range), need, meaning) { (value, input) throws(JSONError) in
      if let integer = try input.integer(range) { set(&value, integer) }
    }
  }

  static func number(
    _ name: StaticString, over lower: Double, upTo upper: Double, _ meaning: String,
    set: @escaping Set<Double>
  ) -> Field {
    Field(name, .number(over: lower, upTo: upper), .optional, meaning) { (value, input) throws(JSONError) in
      if let number = try input.number(over: lower, upTo: upper) { set(&value, number) }
    }
  }

  static func boolean(
    _ name: StaticString, need: FieldNeed = .optional, _ meaning: String, set: @escaping Set<Bool>
  ) -> Field {
    Field(name, .boolean, need, meaning) { (value, input) throws(JSONError) in
      if let flag = try input.boolean() { set(&value, flag) }
    }
  }

  static func object<Part: FieldedObject>(
    _ name: StaticString, need: FieldNeed = .optional, _ meaning: String, set: @escaping Set<Part>
  ) -> Field {
    Field(name, .object(Part.fields.descriptions), need, meaning) { (value, input) throws(JSONError) in
      if let part = try input.object(Part.self) { set(&value, part) }
    }
  }

  static func objects<Part: FieldedObject>(
    _ name: StaticString, limit: Int = RecordLimits.listElements, _ meaning: String,
    set: @escaping Set<[Part]>
  ) -> Field {
    Field(name, .list(.object(Part.fields.descriptions), count: limit), .optional, meaning) {
      (value, input) throws(JSONError) in
      if let parts = try input.objects(Part.self, limit: limit) { set(&value, parts) }
    }
  }

  static func keys(_ name: StaticString, _ meaning: String, set: @escaping Set<[String]>) -> Field {
    let type = FieldType.list(.key, count: RecordLimits.listElements)
    return Field(name, type, .optional, meaning) { (value, input) throws(JSONError) in
      if let keys = try input.strings(.key) { set(&value, keys) }
    }
  }

  static func codes(
    _ name: StaticString, _ list: CodeList, _ meaning: String, set: @escaping Set<[String]>
  ) -> Field {
    let type = FieldType.list(.code(list), count: RecordLimits.listElements)
    return Field(name, type, .optional, meaning) { (value, input) throws(JSONError) in
      if let codes = try input.codes(list) { set(&value, codes) }
    }
  }

  static func formattedList(
    _ name: StaticString, _ format: TextFormat, _ meaning: String, set: @escaping Set<[String]>
  ) -> Field {
    let type = FieldType.list(.formatted(format.description), count: RecordLimits.listElements)
    return Field(name, type, .optional, meaning) { (value, input) throws(JSONError) in
      if let texts = try input.strings(format) { set(&value, texts) }
    }
  }
}
