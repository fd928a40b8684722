import JSONBytes
import LineRPC
import Records
import Violations

/// The parameters of a call, read by name. All faults are collected, so that one answer names them all.
struct CallParameters {
  private let object: JSONObject
  private var violations: [FieldViolation] = []
  private var known: [String] = []

  /// Parameters from a call's `params`, which must be an object; absent ones are an empty object.
  init(_ bytes: [UInt8]) throws(Status) {
    guard !bytes.isEmpty else {
      object = JSONObject()
      return
    }
    let value: JSONValue
    do {
      value = try JSONValue(parsing: bytes)
    } catch {
      throw Status(.parseError, error.wording, offset: error.offset)
    }
    guard let object = value.object else {
      throw Status(
        .parameterInvalid,
        Wording(
          en: "`params` must be an object with named parameters.",
          fr: "`params` doit être un objet aux paramètres nommés."))
    }
    self.object = object
  }

  /// A string that must be there and not be empty; an empty string once a fault is noted.
  mutating func requiredString(_ name: String, _ what: Wording) -> String {
    if let text = string(name), !text.isEmpty { return text }
    if object[name] == nil || object[name] == .string("") {
      note(name, Self.missing(name, what))
    }
    return ""
  }

  /// A string, if it is there.
  mutating func string(_ name: String) -> String? {
    value(name, Wording(en: "a string", fr: "une chaîne de caractères")) { $0.string }
  }

  /// An integer that must be there; 0 once a fault is noted.
  mutating func requiredInteger(_ name: String, _ what: Wording) -> Int {
    if object[name] == nil { note(name, Self.missing(name, what)) }
    return Int(clamping: value(name, Wording(en: "an integer", fr: "un nombre entier")) { $0.integer } ?? 0)
  }

  /// One of a list of codes, if it is there.
  mutating func code<Code: RawRepresentable & CaseIterable>(
    _ name: String, as type: Code.Type
  ) -> Code? where Code.RawValue == String {
    guard let text = string(name) else { return nil }
    if let code = Code(rawValue: text) { return code }
    unknownCode(name, text, allowed: Code.allCases.map(\.rawValue))
    return nil
  }

  /// One of a list of codes that must be there.
  mutating func requiredCode<Code: RawRepresentable & CaseIterable>(
    _ name: String, as type: Code.Type
  ) -> Code? where Code.RawValue == String {
    if object[name] == nil {
      let allowed = Code.allCases.map(\.rawValue)
      violations.append(FieldViolation(path: name, message: Self.missing(name), allowed: allowed))
    }
    return code(name, as: type)
  }

  /// A kind of record in `kind`, if it is there.
  mutating func kind(among kinds: KindCatalogue) -> RecordKind? {
    guard let text = string("kind") else { return nil }
    if let kind = kinds.kind(text) { return kind }
    unknownCode("kind", text, allowed: kinds.names)
    return nil
  }

  /// A kind of record in `kind`, which must be there.
  mutating func requiredKind(among kinds: KindCatalogue) -> RecordKind? {
    if object["kind"] == nil {
      violations.append(FieldViolation(path: "kind", message: Self.missing("kind"), allowed: kinds.names))
    }
    return kind(among: kinds)
  }

  /// Codes of a list, if they are there.
  mutating func codes(_ name: String, of list: CodeList) -> [String] {
    let given = strings(name)
    for (index, code) in given.enumerated() where !list.contains(code) {
      violations.append(list.violation(of: code, at: "\(name)[\(index)]"))
    }
    return given
  }

  /// A list of strings, if it is there.
  mutating func strings(_ name: String) -> [String] {
    let list = value(name, Wording(en: "an array of strings", fr: "un tableau de chaînes de caractères")) { value in
      value.array.flatMap { elements in
        let texts = elements.compactMap(\.string)
        return texts.count == elements.count ? texts : nil
      }
    }
    return list ?? []
  }

  /// An object, if it is there.
  mutating func object(_ name: String) -> JSONObject? {
    value(name, Wording(en: "an object", fr: "un objet")) { $0.object }
  }

  /// Notes a fault of a parameter.
  mutating func note(_ path: String, _ message: Wording, found: String? = nil, allowed: [String] = []) {
    violations.append(FieldViolation(path: path, message: message, found: found, allowed: allowed))
  }

  /// Notes a code that is not in its list.
  mutating func unknownCode(_ name: String, _ found: String, allowed: [String]) {
    violations.append(
      FieldViolation(
        path: name,
        message: Wording(
          "unknown_code", en: "`\(name)` must be one of the allowed codes.",
          fr: "`\(name)` doit être l’un des codes permis."),
        found: found, allowed: allowed,
        suggestion: NearestName.suggestion(for: found, in: allowed)))
  }

  /// Ends the reading: throws if there were faults, or parameters that nobody asked for.
  func finish() throws(Status) {
    var all = violations
    for member in object.members where !known.contains(member.key) {
      all.append(
        FieldViolation(
          path: member.key,
          message: Wording(
            "unknown_parameter", en: "There is no parameter `\(member.key)`.",
            fr: "Il n’y a pas de paramètre `\(member.key)`."),
          allowed: known,
          suggestion: NearestName.suggestion(for: member.key, in: known)))
    }
    guard all.isEmpty else {
      let message =
        all.count == 1
        ? Wording(
          en: "One parameter is not as the method needs.", fr: "Un paramètre n’est pas tel que la méthode l’exige.")
        : Wording(
          en: "\(all.count) parameters are not as the method needs.",
          fr: "\(all.count) paramètres ne sont pas tels que la méthode les exige.")
      throw Status(.parameterInvalid, message, details: all)
    }
  }

  private mutating func value<Value>(
    _ name: String, _ type: Wording, _ read: (JSONValue) -> Value?
  ) -> Value? {
    if !known.contains(name) { known.append(name) }
    guard let value = object[name] else { return nil }
    if let read = read(value) { return read }
    note(
      name,
      Wording(
        "wrong_type", en: "`\(name)` must be \(type.en).",
        fr: "`\(name)` doit être \(type.text(in: .french))."),
      found: value.text)
    return nil
  }

  private static func missing(_ name: String, _ what: Wording? = nil) -> Wording {
    Wording(
      "required", en: "`\(name)` is missing\(what.map { ": \($0.en)" } ?? "").",
      fr: "`\(name)` manque\(what.map { " : \($0.text(in: .french))" } ?? "").")
  }
}
