import JSONBytes

/// Whether a report is of one grant of a programme, and of which ones it can be.
public struct GrantNeed: Sendable {
  /// Whether a request without a grant is refused.
  public let isRequired: Bool
  /// The regular expression that the grant's number must have; nil for any.
  public let pattern: String?
  private let compiled: TextPattern?

  /// Whether the report can be of a grant with that number.
  public func matches(_ number: String) -> Bool { compiled?.matches(number) ?? true }

  /// The members `grant` and `grantPattern` of a report's description.
  init(_ json: JSONValue, _ path: String) throws(PluginDescription.Fault) {
    let need = json["grant"] ?? "optional"
    guard ["required", "optional"].contains(need) else {
      throw PluginDescription.Fault(message: "\(path)grant is neither required nor optional")
    }
    isRequired = need == "required"
    guard let given = json["grantPattern"] else {
      (pattern, compiled) = (nil, nil)
      return
    }
    guard let text = given.string else { throw PluginDescription.Fault(message: "\(path)grantPattern is no text") }
    do {
      compiled = try TextPattern(text)
    } catch {
      throw PluginDescription.Fault(message: "\(path)grantPattern \(text): \(error.message)")
    }
    pattern = text
  }
}
