import JSONBytes

/// An organisation as a report names it. Its key is the sender's own and is never printed.
public struct OrganisationName: Sendable, Hashable {
  /// The name in the report's language, or else in the other one.
  public let full: String
  /// The acronym, if it has one.
  public let acronym: String?

  /// How much of a name is printed.
  public enum Form: Sendable {
    /// The acronym, or the full name of an organisation that has none.
    case short
    /// The full name with the acronym behind it, as at the first mention.
    case introduced
  }

  /// What stands for an organisation that the report may not name.
  public static let unnamed = Bilingual(en: "organisation not named here", fr: "organisation non nommée ici")

  /// The name in a form.
  public func text(_ form: Form) -> String { form == .short ? short : introduced }

  init?(_ label: JSONValue) {
    guard let name = label["name"]?.string else { return nil }
    full = name
    acronym = label["acronym"]?.string
  }

  /// The acronym, or the full name of an organisation that has none.
  public var short: String { acronym ?? full }

  /// The full name with the acronym behind it, as at the first mention.
  public var introduced: String { acronym.map { "\(full) (\($0))" } ?? full }
}
