/// What a reference sheet says of an indicator, from which a format picks what its donor asks for. Its words are the labels
/// `referenceSheet.<field>`.
public enum ReferenceField: String, CaseIterable, Sendable {
  /// Its code within the framework.
  case code
  /// What it is called.
  case title
  /// What the node that it measures says.
  case result
  /// Its codes in lists of others, such as a donor's standard indicators.
  case references
  /// What exactly is measured.
  case definition
  /// What is counted; a dash where no number is measured.
  case unit
  /// Of which kind its values are.
  case dataType
  /// What is divided by what.
  case formula
  /// By what its values are told apart.
  case disaggregation
  /// Why it is measured.
  case rationale
  /// Where its values come from.
  case dataSource
  /// How they are collected and made.
  case method
  /// How often they are told.
  case frequency
  /// The role of whoever answers for them.
  case responsible
  /// The value before.
  case baseline
  /// The year of that value.
  case baselineYear
  /// What is to be reached, as revised, each target behind the name of its period.
  case targets
  /// The days on which the quality of its data was assessed.
  case assessments
  /// What its data are known to lack.
  case limitations
  /// What was changed of its definition, when and why.
  case changes

  /// What a sheet must say before figures can be judged.
  public static let essential: Set<ReferenceField> = [.definition, .method, .dataSource, .frequency, .responsible]
}
