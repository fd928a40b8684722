import Disclosure
import MethodCatalogue
import Records
import Violations

extension CallParameters {
  /// The highest level asked for; nil if none is, or a fault was noted.
  mutating func level() -> ConfidentialityLevel? {
    guard let code = string("level") else { return nil }
    let level = ConfidentialityLevel(code: code)
    if level == nil { unknownCode("level", code, allowed: ConfidentialityLevel.allCases.map(\.code)) }
    return level
  }

  /// The threshold of people asked for; the standard one if none is, or a fault was noted.
  mutating func threshold() -> SuppressionThreshold {
    guard let asked = integer("threshold") else { return .standard }
    if let threshold = SuppressionThreshold(rawValue: asked) { return threshold }
    unknownCode("threshold", String(asked), allowed: SuppressionThreshold.allCases.map { String($0.rawValue) })
    return .standard
  }
}

extension Wording {
  /// What the parameter `threshold` is.
  static let thresholdParameter = Wording(
    en: "counts of people below it are hidden: "
      + SuppressionThreshold.allCases.map { String($0.rawValue) }.joined(separator: ", ")
      + "; \(SuppressionThreshold.standard.rawValue) by default",
    fr: "les effectifs de personnes inférieurs sont masqués : "
      + SuppressionThreshold.allCases.map { String($0.rawValue) }.joined(separator: ", ")
      + " ; \(SuppressionThreshold.standard.rawValue) par défaut")
}
