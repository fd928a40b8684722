public import JSONBytes
public import Violations

/// What the requester of a report may choose: the part of JSON Schema (2020-12) that this server enforces. A schema that
/// says more is refused with its plugin, so that none is published that does not hold.
public struct ParameterSchema: Sendable {
  /// Why a schema is refused.
  struct Fault: Error {
    let message: String
  }

  /// The schema as the plugin gave it.
  public let json: JSONObject
  private let properties: [(name: String, rule: ParameterRule)]
  private let required: [String]

  init(_ json: JSONObject) throws(Fault) {
    self.json = json
    for member in json.members {
      guard ["type", "properties", "required", "additionalProperties", "title", "description"].contains(member.key)
      else {
        throw Fault(message: "\(member.key) is not enforced here")
      }
    }
    guard json["type"] == nil || json["type"] == "object", let declared = json["properties"]?.object,
      json["additionalProperties"]?.bool != true
    else { throw Fault(message: "it describes no object of named properties") }
    var properties: [(name: String, rule: ParameterRule)] = []
    for member in declared.members {
      do {
        properties.append((member.key, try ParameterRule(member.value)))
      } catch {
        throw Fault(message: "properties.\(member.key): \(error.message)")
      }
    }
    self.properties = properties
    required = (json["required"]?.array ?? []).compactMap(\.string)
    if let unknown = required.first(where: { name in !properties.contains { $0.name == name } }) {
      throw Fault(message: "required names \(unknown), which is no property")
    }
  }

  /// The parameters' names.
  var names: [String] { properties.map(\.name) }

  /// What of the parameters does not hold, with paths from the parameters on.
  public func violations(of given: JSONObject) -> [FieldViolation] {
    var violations: [FieldViolation] = []
    for name in required where given[name] == nil {
      violations.append(
        FieldViolation(
          path: name,
          message: Wording(
            "required", en: "The report needs this parameter.", fr: "Le rapport a besoin de ce paramètre.")))
    }
    for member in given.members {
      guard let rule = properties.first(where: { $0.name == member.key })?.rule else {
        let known = properties.map(\.name)
        violations.append(
          FieldViolation(
            path: member.key,
            message: Wording(
              "unknown_parameter", en: "The report has no such parameter.", fr: "Le rapport n’a pas ce paramètre."),
            found: member.key, allowed: known, suggestion: NearestName.suggestion(for: member.key, in: known)))
        continue
      }
      violations += rule.violations(of: member.value, at: member.key)
    }
    return violations
  }
}
