public import JSONBytes
public import LineRPC
public import Violations

/// The parameters of a call, read by name and checked against the method's declaration. All faults are collected, so
/// that one answer names them all.
public struct CallParameters {
  private let object: JSONObject
  private let fields: [MethodField]
  private var violations: [FieldViolation] = []

  /// Parameters from a call's `params`, which must be an object; absent ones are an empty object. Faults of single
  /// parameters wait for ``finish()``.
  init(_ bytes: [UInt8], _ declared: MethodParameters) throws(Status) {
    fields = declared.fields
    guard !bytes.isEmpty else {
      object = JSONObject()
      check()
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
    check()
  }

  private mutating func check() {
    for field in fields {
      guard let value = object[field.name], value != .string("") || !field.isRequired else {
        if field.isRequired { note(field.name, Self.missing(field)) }
        continue
      }
      if !field.content.holds(value) { note(field.name, Self.wrongType(field), found: value.text) }
    }
    let known = fields.map(\.name)
    for member in object.members where !known.contains(member.key) {
      violations.append(
        FieldViolation(
          path: member.key,
          message: Wording(
            "unknown_parameter", en: "There is no parameter `\(member.key)`.",
            fr: "Il n’y a pas de paramètre `\(member.key)`."),
          allowed: known,
          suggestion: NearestName.suggestion(for: member.key, in: known)))
    }
  }

  /// A string; empty if it is not there.
  public func text(_ name: String) -> String { string(name) ?? "" }

  /// A string, if it is there.
  public func string(_ name: String) -> String? { declared(name)?.string }

  /// An integer, if it is there.
  public func integer(_ name: String) -> Int? { declared(name)?.integer.map { Int(clamping: $0) } }

  /// `true` or `false`, if it is there.
  public func boolean(_ name: String) -> Bool? { declared(name)?.bool }

  /// A list of strings; empty if it is not there.
  public func strings(_ name: String) -> [String] { declared(name)?.array?.compactMap(\.string) ?? [] }

  /// An object, if it is there.
  public func object(_ name: String) -> JSONObject? { declared(name)?.object }

  private func declared(_ name: String) -> JSONValue? {
    assert(fields.contains { $0.name == name }, "\(name) is no declared parameter")
    return object[name]
  }

  /// One of a list of codes, if it is there.
  public mutating func code<Code: RawRepresentable & CaseIterable>(
    _ name: String, as type: Code.Type
  ) -> Code? where Code.RawValue == String {
    guard let text = string(name) else { return nil }
    if let code = Code(rawValue: text) { return code }
    unknownCode(name, text, allowed: Code.allCases.map(\.rawValue))
    return nil
  }

  /// Notes a fault of a parameter.
  public mutating func note(_ path: String, _ message: Wording, found: String? = nil, allowed: [String] = []) {
    violations.append(FieldViolation(path: path, message: message, found: found, allowed: allowed))
  }

  /// Notes a fault that was found elsewhere.
  public mutating func note(_ violation: FieldViolation) { violations.append(violation) }

  /// Notes a code that is not in its list.
  public mutating func unknownCode(_ name: String, _ found: String, allowed: [String]) {
    violations.append(
      FieldViolation(
        path: name,
        message: Wording(
          "unknown_code", en: "`\(name)` must be one of the allowed codes.",
          fr: "`\(name)` doit être l’un des codes permis."),
        found: found, allowed: allowed,
        suggestion: NearestName.suggestion(for: found, in: allowed)))
  }

  /// Ends the reading: throws if there were faults.
  public func finish() throws(Status) {
    guard !violations.isEmpty else { return }
    let message =
      violations.count == 1
      ? Wording(
        en: "One parameter is not as the method needs.", fr: "Un paramètre n’est pas tel que la méthode l’exige.")
      : Wording(
        en: "\(violations.count) parameters are not as the method needs.",
        fr: "\(violations.count) paramètres ne sont pas tels que la méthode les exige.")
    throw Status(.parameterInvalid, message, details: violations)
  }

  private static func wrongType(_ field: MethodField) -> Wording {
    let type = field.content.wording
    return Wording(
      "wrong_type", en: "`\(field.name)` must be \(type.en).",
      fr: "`\(field.name)` doit être \(type.text(in: .french)).")
  }

  private static func missing(_ field: MethodField) -> Wording {
    Wording(
      "required", en: "`\(field.name)` is missing: \(field.meaning.en).",
      fr: "`\(field.name)` manque\u{A0}: \(field.meaning.text(in: .french)).")
  }
}

extension MethodField.Content {
  /// Whether a value has this type.
  fileprivate func holds(_ value: JSONValue) -> Bool {
    switch self {
    case .string: value.string != nil
    case .integer: value.integer != nil
    case .boolean: value.bool != nil
    case .object: value.object != nil
    case .strings: value.array?.allSatisfy { $0.string != nil } ?? false
    case .objects: value.array?.allSatisfy { $0.object != nil } ?? false
    }
  }

  fileprivate var wording: Wording {
    switch self {
    case .string: Wording(en: "a string", fr: "une chaîne de caractères")
    case .integer: Wording(en: "an integer", fr: "un nombre entier")
    case .boolean: Wording(en: "true or false", fr: "true ou false")
    case .object: Wording(en: "an object", fr: "un objet")
    case .strings: Wording(en: "an array of strings", fr: "un tableau de chaînes de caractères")
    case .objects: Wording(en: "an array of objects", fr: "un tableau d’objets")
    }
  }
}
