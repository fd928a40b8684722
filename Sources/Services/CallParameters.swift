import JSONBytes
import LineRPC

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
      throw Status(.parseError, error.message, offset: error.offset)
    }
    guard let object = value.object else {
      throw Status(.parameterInvalid, "`params` must be an object with named parameters.")
    }
    self.object = object
  }

  /// A string that must be there and not be empty; an empty string once a fault is noted.
  mutating func requiredString(_ name: String, _ what: String) -> String {
    if let text = string(name), !text.isEmpty { return text }
    if object[name] == nil || object[name] == .string("") {
      note(name, "`\(name)` is missing: \(what).")
    }
    return ""
  }

  /// A string, if it is there.
  mutating func string(_ name: String) -> String? {
    value(name, "a string") { $0.string }
  }

  /// An integer that must be there; 0 once a fault is noted.
  mutating func requiredInteger(_ name: String, _ what: String) -> Int {
    if object[name] == nil { note(name, "`\(name)` is missing: \(what).") }
    return Int(clamping: value(name, "an integer") { $0.integer } ?? 0)
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
      violations.append(FieldViolation(path: name, message: "`\(name)` is missing.", allowed: allowed))
    }
    return code(name, as: type)
  }

  /// A list of strings, if it is there.
  mutating func strings(_ name: String) -> [String] {
    let list = value(name, "an array of strings") { value in
      value.array.flatMap { elements in
        let texts = elements.compactMap(\.string)
        return texts.count == elements.count ? texts : nil
      }
    }
    return list ?? []
  }

  /// An object, if it is there.
  mutating func object(_ name: String) -> JSONObject? {
    value(name, "an object") { $0.object }
  }

  /// Notes a fault of a parameter.
  mutating func note(_ path: String, _ message: String, found: String? = nil, allowed: [String] = []) {
    violations.append(FieldViolation(path: path, message: message, found: found, allowed: allowed))
  }

  /// Notes a code that is not in its list.
  mutating func unknownCode(_ name: String, _ found: String, allowed: [String]) {
    violations.append(
      FieldViolation(
        path: name, message: "`\(name)` must be one of the allowed codes.", found: found, allowed: allowed,
        suggestion: NearestName.suggestion(for: found, in: allowed)))
  }

  /// Ends the reading: throws if there were faults, or parameters that nobody asked for.
  func finish() throws(Status) {
    var all = violations
    for member in object.members where !known.contains(member.key) {
      all.append(
        FieldViolation(
          path: member.key, message: "There is no parameter `\(member.key)`.", allowed: known,
          suggestion: NearestName.suggestion(for: member.key, in: known)))
    }
    guard all.isEmpty else {
      let faults = all.count == 1 ? "One parameter is" : "\(all.count) parameters are"
      throw Status(.parameterInvalid, "\(faults) not as the method needs.", details: all)
    }
  }

  private mutating func value<Value>(
    _ name: String, _ type: String, _ read: (JSONValue) -> Value?
  ) -> Value? {
    if !known.contains(name) { known.append(name) }
    guard let value = object[name] else { return nil }
    if let read = read(value) { return read }
    note(name, "`\(name)` must be \(type).", found: String(value.text.prefix(80)))
    return nil
  }
}
