/// Something that holds of the fields of one object, in the words that JSON Schema has for it.
///
/// A list without elements counts as one that was left out, as it does for the reader.
public indirect enum RuleCondition: Sendable {
  /// A field is there.
  case given(String)
  /// A field is there and is one of these strings.
  case isOne(String, of: [String])
  /// A number is above another, if it is there.
  case above(String, Double)
  /// All of these hold.
  case all([RuleCondition])
  /// At least one of these holds.
  case any([RuleCondition])
  /// This does not hold.
  case not(RuleCondition)
  /// Where the first holds, the second does.
  case implies(RuleCondition, RuleCondition)
  /// This holds of the fields of an object, if the object is there.
  case within(String, RuleCondition)
}
