public import JSONBytes
public import Records

/// The texts of a record that a programme keeps for a limited time, and what is left without them.
///
/// Of a record that counts as restricted or confidential these are all of its texts; of any other, those that only such
/// levels see, or no report at all. Codes, numbers, money, days, keys and pseudonyms stay, and so does whatever rows are
/// counted by: a report's figures are the same before and after.
public struct RestrictedTexts: Sendable {
  /// The lowest level of which texts are kept for a limited time.
  public static let level = ConfidentialityLevel.restricted
  /// What stands for a text, so that nobody takes it for one that was never written.
  private static let mark: JSONValue = [
    "en": "[erased: kept no longer]", "fr": "[effacé : délai de conservation écoulé]",
  ]
  /// What a string begins with that stands for another; a number follows, since strings of a list may have to differ.
  private static let stringMark = "[effacé / erased"

  private let kind: RecordKind
  private let isWhole: Bool

  /// The texts of a revision of a kind that has the given effective level.
  public init(_ kind: RecordKind, at level: ConfidentialityLevel) {
    self.kind = kind
    isWhole = level >= Self.level
  }

  /// The canonical body without them, and how many they were; nil if it has none.
  public func erased(from body: [UInt8]) throws(JSONError) -> (body: [UInt8], texts: Int)? {
    guard let record = try JSONValue(parsing: body).object else { return nil }
    var texts = 0
    let left = erased(record, kind.object, isWhole, in: record, &texts)
    return texts == 0 ? nil : (JSONValue.object(left).bytes, texts)
  }

  private func erased(
    _ object: JSONObject, _ type: ObjectType, _ isWhole: Bool, in record: JSONObject, _ texts: inout Int
  ) -> JSONObject {
    var left = JSONObject()
    for member in object.members {
      guard let field = type.field(member.key) else {
        // What is not declared any more may be anything.
        if isWhole { texts += 1 } else { left[member.key] = member.value }
        continue
      }
      let isKept = !isWhole && !isRestricted(field, in: record) || isCounted(field)
      left[member.key] = erased(member.value, field.type, !isKept, in: record, &texts)
    }
    return left
  }

  /// What is left of a value; nil if nothing is.
  private func erased(
    _ value: JSONValue, _ type: FieldType, _ isWhole: Bool, in record: JSONObject, _ texts: inout Int
  ) -> JSONValue? {
    switch type {
    case .object(let inner):
      return value.object.map { .object(erased($0, inner, isWhole, in: record, &texts)) } ?? value
    case .list(let element, _):
      guard let elements = value.array else { return value }
      // A place in a list is counted, so none is lost.
      return .array(elements.map { erased($0, element, isWhole, in: record, &texts) ?? .null })
    default:
      guard isWhole, type.isFreeText, value != Self.mark, value.string?.hasPrefix(Self.stringMark) != true
      else { return value }
      texts += 1
      if case .text = type { return Self.mark }
      // An address leads to nothing any more.
      guard type.isWebAddress else { return .string("\(Self.stringMark) \(texts)]") }
      return Optional.none
    }
  }

  /// Whether only levels from ``level`` on, or no report, see the field in this record.
  private func isRestricted(_ field: Field, in record: JSONObject) -> Bool {
    guard let level = field.visibility.level, level < Self.level else { return true }
    return field.visibility.exceptions.contains { exception in
      exception.level >= Self.level && record[exception.field]?.string.map(exception.codes.contains) == true
    }
  }

  private func isCounted(_ field: Field) -> Bool {
    field.isColumn || field.isDimension || field === Self.kindField
  }

  private static let kindField = RecordHead.fields.first { $0.name == "kind" }
}
