import JSONBytes
import PluginDescriptions
import Violations

/// Checks what a format says about itself as a server that loads it does, for its tests and its author.
enum FormatCheck {
  static func faults(in description: FormatDescription) -> [String] {
    do {
      _ = try PluginDescription(JSONValue(parsing: description.json))
      return []
    } catch let fault as PluginDescription.Fault {
      let violations = fault.violations.map { "\($0.path): \($0.message)" }
      return violations.isEmpty ? [fault.message] : violations
    } catch {
      return ["\(error)"]
    }
  }
}
