/// How far a record may travel. A request at one level sees that level and those below.
public enum ConfidentialityLevel: Int16, CaseIterable, Comparable, Sendable {
  /// For everybody.
  case `public` = 0
  /// For the programme's partners.
  case `internal` = 1
  /// For the named recipients of a report; what a record is that names no level.
  case restricted = 2
  /// For the programme's own staff.
  case confidential = 3

  /// The code that records and requests carry.
  public var code: String {
    switch self {
    case .public: "public"
    case .internal: "internal"
    case .restricted: "restricted"
    case .confidential: "confidential"
    }
  }

  /// The level of a code; nil if there is none such.
  public init?(code: String) {
    guard let level = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = level
  }

  /// The level's name for a reader of `language`.
  public func label(in language: Language) -> String {
    CodeLists.confidentiality.label(code, language) ?? code
  }

  /// Whether `left` may travel further than `right`.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
