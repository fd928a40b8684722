public import JSONBytes

/// Turns what a client sent into a record, or into every reason why not.
public enum RecordIntake {
  /// Reads one record of any kind.
  ///
  /// Does no I/O; keys of other records may dangle.
  ///
  /// - Parameter bytes: one JSON object, borrowed during the call only.
  /// - Throws: ``RecordFault/syntax(_:)`` for what is no JSON, ``RecordFault/violations(_:)`` for what is no record.
  public static func decode(_ bytes: UnsafeRawBufferPointer) throws(RecordFault) -> ValidatedRecord {
    guard bytes.count <= RecordLimits.recordBytes else {
      let message =
        "The record has \(bytes.count) bytes; at most \(RecordLimits.recordBytes) are allowed. Split it, or shorten"
        + " its texts."
      throw .violations([Violation(path: "", message: message)])
    }
    return try kind(of: bytes).reader.decode(bytes)
  }

  /// Reads one record of any kind.
  public static func decode(_ bytes: [UInt8]) throws(RecordFault) -> ValidatedRecord {
    try bytes.withUnsafeBufferPointer { (buffer) throws(RecordFault) in
      try decode(UnsafeRawBufferPointer(buffer))
    }
  }

  /// Finds the kind, on which the meaning of the other fields depends. Senders mostly write it first.
  private static func kind(of bytes: UnsafeRawBufferPointer) throws(RecordFault) -> RecordKind {
    var violations: [Violation] = []
    do throws(JSONError) {
      let kind = try JSONReader.read(bytes) { (reader) throws(JSONError) -> RecordKind? in
        try findKind(&reader, &violations)
      }
      if let kind { return kind }
    } catch {
      throw .syntax(error)
    }
    throw .violations(violations)
  }

  private static func findKind(
    _ reader: inout JSONReader, _ violations: inout [Violation]
  ) throws(JSONError) -> RecordKind? {
    let kinds = RecordKind.allCases.map(\.rawValue)
    guard try reader.peek() == .object else {
      violations = [Violation(path: "", message: "A record must be a JSON object.")]
      return nil
    }
    try reader.beginObject()
    while let key = try reader.nextKey() {
      guard key == "kind" else {
        try reader.skipValue()
        continue
      }
      guard try reader.peek() == .string else {
        violations = [Violation(path: "kind", message: "Must be a string.", allowed: kinds)]
        return nil
      }
      let found = try reader.readString()
      if let kind = RecordKind(rawValue: found) { return kind }
      let suggestion = Suggestion.closest(to: found, among: kinds)
      violations = [
        Violation(
          path: "kind", message: "There is no such kind of record.", found: found, allowed: kinds,
          suggestion: suggestion)
      ]
      return nil
    }
    violations = [Violation(path: "kind", message: "This field is required.", allowed: kinds)]
    return nil
  }
}

/// Why something is no record.
public enum RecordFault: Error, Sendable, Equatable {
  /// The bytes are no JSON, or JSON that this service refuses, such as duplicate keys.
  case syntax(JSONError)
  /// The JSON is no valid record; the list is never empty.
  case violations([Violation])
}

/// A record that broke no rule.
public struct ValidatedRecord: Sendable {
  /// The record.
  public let record: AnyRecord
  /// Its kind.
  public let kind: RecordKind
  /// The fields that every kind has.
  public let head: RecordHead
  /// The record as canonical JSON (``JSONBytes/JSONCanonical``) without `ifRevision`: equal bodies are equal bytes.
  public let body: [UInt8]
  /// The revision that the sender means to replace, if named.
  public let ifRevision: Int?

  /// What a reviewer must see put right before the record is validated; the sender is warned of it.
  public var warnings: [Violation] { record.value.validateForReview() }
}
