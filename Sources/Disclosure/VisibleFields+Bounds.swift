import JSONBytes
import Records

/// What does not exist for a reader: what came to be after the last day, and what is of other grants.
extension VisibleFields {
  /// Whether all of a value came to be after the last day, or is of grants that the reader may not see. That it is left out
  /// is no news, as withholding it is: on that day, and for that reader, there is nothing.
  func isLeftOut(
    _ field: Field, _ value: UnsafeBufferPointer<UInt8>, of object: ObjectFields
  ) throws(JSONError) -> Bool {
    if field.isRunningTotal { return until != nil }
    guard field.type.isList, field.type.objectType != nil else {
      return try field.datedBy.map { (day) throws(JSONError) in try isLater(object, day) } ?? false
    }
    guard field.datedBy != nil || field.grantMember != nil else { return false }
    var isEmpty = true
    for element in try ObjectFields.elements(of: value) {
      if try !isLeftOut(element, of: field) { return false }
      isEmpty = false
    }
    return !isEmpty
  }

  /// Whether an element of a list is later, or of another grant.
  func isLeftOut(_ element: UnsafeBufferPointer<UInt8>, of field: Field) throws(JSONError) -> Bool {
    guard until != nil && field.datedBy != nil || grants != nil && field.grantMember != nil else { return false }
    let object = try ObjectFields(element)
    if let day = field.datedBy, try isLater(object, day) { return true }
    guard let grants, let member = field.grantMember, let grant = try object.string(member) else { return false }
    return !grants.contains(grant)
  }

  /// Days in ISO 8601 sort as their texts do.
  private func isLater(_ object: ObjectFields, _ day: String) throws(JSONError) -> Bool {
    guard let until, let day = try object.string(day) else { return false }
    return day > until
  }
}
