import JSONBytes
import MethodCatalogue
import Records
import Violations

/// Checks a report's parameters against the JSON Schema that its plugin declares: the part of it that a plugin may
/// use (`type`, `enum`, `format: date`, `pattern` is left to the plugin).
struct ReportParameterCheck {
  private let properties: JSONObject
  private let required: [String]

  init(_ schema: JSONObject) {
    properties = schema["properties"]?.object ?? JSONObject()
    required = (schema["required"]?.array ?? []).compactMap(\.string)
  }

  func check(_ given: JSONObject, _ reader: inout CallParameters) {
    for name in required where given[name] == nil {
      reader.note(
        "parameters.\(name)",
        Wording("required", en: "The report needs this parameter.", fr: "Le rapport a besoin de ce paramètre."))
    }
    for member in given.members {
      let path = "parameters.\(member.key)"
      guard let schema = properties[member.key] else {
        reader.unknownCode(path, member.key, allowed: properties.members.map(\.key))
        continue
      }
      check(member.value, schema, path, &reader)
    }
  }

  private func check(
    _ value: JSONValue, _ schema: JSONValue, _ path: String, _ reader: inout CallParameters
  ) {
    let allowed = (schema["enum"]?.array ?? []).compactMap(\.string)
    if let text = value.string, !allowed.isEmpty, !allowed.contains(text) {
      reader.unknownCode(path, text, allowed: allowed)
    }
    let isOfType: Bool
    switch schema["type"]?.string {
    case "string": isOfType = value.string != nil
    case "integer": isOfType = value.integer != nil
    case "boolean": isOfType = value.bool != nil
    case "array": isOfType = value.array != nil
    default: isOfType = true
    }
    if !isOfType {
      let type = schema["type"]?.string ?? ""
      reader.note(
        path, Wording("wrong_type", en: "Must be of type \(type).", fr: "Doit être du type \(type)."), found: value.text
      )
    } else if schema["format"]?.string == "date", value.string.flatMap({ CalendarDate($0) }) == nil {
      reader.note(
        path,
        Wording("date", en: "Must be a date as YYYY-MM-DD.", fr: "Doit être une date sous la forme AAAA-MM-JJ."),
        found: value.string)
    }
  }
}
