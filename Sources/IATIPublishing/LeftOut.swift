/// What is not published, and why.
package struct LeftOut: Sendable {
  /// The reason among the words.
  package let reason: String
  package let count: Int
  /// The field by which it would be published.
  package let path: String

  /// Something, where there is any of it.
  package static func some(_ reason: String, _ count: Int, path: String) -> [LeftOut] {
    count > 0 ? [LeftOut(reason: reason, count: count, path: path)] : []
  }
}

/// Why nothing is published, in the words of the report's language.
package struct Refusal: Error, CustomStringConvertible {
  package let description: String

  /// A reason.
  package init(_ description: String) { self.description = description }
}
