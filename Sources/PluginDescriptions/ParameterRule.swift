import JSONBytes
import Records
import Violations

/// What one value must be.
struct ParameterRule: Sendable {
  /// Why a rule is refused.
  struct Fault: Error {
    let message: String
  }

  private enum Kind: String {
    case string, integer, boolean, array
  }

  private static let keywords: [Kind: Set<String>] = [
    .string: ["enum", "format", "pattern", "minLength", "maxLength"], .integer: ["minimum", "maximum"], .boolean: [],
    .array: ["items", "minItems", "maxItems"],
  ]
  private static let descriptive: Set<String> = ["type", "title", "titleFr", "description", "descriptionFr", "default"]

  private let kind: Kind
  private let allowed: [String]
  private let isDate: Bool
  private let pattern: (text: String, compiled: TextPattern)?
  /// Bounds of a number, of a text's characters or of a list's elements.
  private let least: Int64?
  private let most: Int64?
  /// What each element of a list must be.
  private let items: [ParameterRule]

  init(_ json: JSONValue, isElement: Bool = false) throws(Fault) {
    guard let object = json.object, let kind = json["type"]?.string.flatMap(Kind.init(rawValue:)),
      !(isElement && kind == .array)
    else { throw Fault(message: "type is none of string, integer, boolean and array") }
    let keywords = Self.keywords[kind] ?? []
    for member in object.members where !keywords.contains(member.key) && !Self.descriptive.contains(member.key) {
      throw Fault(message: "\(member.key) is not enforced for \(kind.rawValue)")
    }
    self.kind = kind
    allowed = (json["enum"]?.array ?? []).compactMap(\.string)
    guard allowed.count == json["enum"]?.array?.count ?? 0 else { throw Fault(message: "enum is no list of texts") }
    guard json["format"] == nil || json["format"] == "date" else { throw Fault(message: "format is not date") }
    isDate = json["format"] != nil
    if let text = json["pattern"]?.string {
      do {
        pattern = (text, try TextPattern(text))
      } catch {
        throw Fault(message: "pattern \(text): \(error.message)")
      }
    } else {
      pattern = nil
    }
    least = (json["minimum"] ?? json["minLength"] ?? json["minItems"])?.integer
    most = (json["maximum"] ?? json["maxLength"] ?? json["maxItems"])?.integer
    items = try json["items"].map { (item) throws(Fault) in [try ParameterRule(item, isElement: true)] } ?? []
  }

  func violations(of value: JSONValue, at path: String) -> [FieldViolation] {
    switch kind {
    case .string:
      guard let text = value.string else { return [wrongType(value, path)] }
      return violations(ofText: text, at: path)
    case .integer:
      guard let number = value.integer else { return [wrongType(value, path)] }
      return bounds(number, path, Wording("number_range", en: "Must be", fr: "Doit être"), found: value.text)
    case .boolean: return value.bool == nil ? [wrongType(value, path)] : []
    case .array:
      guard let elements = value.array else { return [wrongType(value, path)] }
      let count = bounds(
        Int64(elements.count), path,
        Wording("element_count", en: "The number of elements must be", fr: "Le nombre d’éléments doit être"),
        found: "\(elements.count)")
      return count
        + elements.enumerated().flatMap { index, element in
          items.flatMap { $0.violations(of: element, at: "\(path)[\(index)]") }
        }
    }
  }

  private func violations(ofText text: String, at path: String) -> [FieldViolation] {
    if !allowed.isEmpty, !allowed.contains(text) {
      return [
        FieldViolation(
          path: path, message: Wording("unknown_code", en: "There is no such value.", fr: "Cette valeur n’existe pas."),
          found: text, allowed: allowed, suggestion: NearestName.suggestion(for: text, in: allowed))
      ]
    }
    if isDate, CalendarDate(text) == nil {
      return [
        FieldViolation(
          path: path,
          message: Wording(
            "date", en: "Must be a date as YYYY-MM-DD.", fr: "Doit être une date sous la forme AAAA-MM-JJ."),
          found: text)
      ]
    }
    if let pattern, !pattern.compiled.matches(text) {
      return [
        FieldViolation(
          path: path,
          message: Wording(
            "pattern", en: "Must be written as \(pattern.text) says.", fr: "Doit s’écrire comme le dit \(pattern.text)."
          ),
          found: text)
      ]
    }
    return bounds(
      Int64(text.count), path,
      Wording("text_length", en: "The number of characters must be", fr: "Le nombre de caractères doit être"),
      found: "\(text.count)")
  }

  private func bounds(_ number: Int64, _ path: String, _ subject: Wording, found: String) -> [FieldViolation] {
    guard number < least ?? number || number > most ?? number else { return [] }
    let range = (least.map(String.init), most.map(String.init))
    let english: String
    let french: String
    switch range {
    case (let least?, let most?): (english, french) = ("from \(least) to \(most)", "de \(least) à \(most)")
    case (let least?, nil): (english, french) = ("\(least) or more", "\(least) ou plus")
    case (nil, let most): (english, french) = ("\(most ?? "") or less", "\(most ?? "") ou moins")
    }
    return [
      FieldViolation(
        path: path,
        message: Wording(
          subject.rule, en: "\(subject.en) \(english).", fr: "\(subject.text(in: .french)) \(french)."), found: found)
    ]
  }

  private func wrongType(_ value: JSONValue, _ path: String) -> FieldViolation {
    FieldViolation(
      path: path,
      message: Wording(
        "wrong_type", en: "Must be of type \(kind.rawValue).", fr: "Doit être du type \(kind.rawValue)."),
      found: value.text)
  }
}
