/// The pages that a block is set on.
enum TypesetPaper: Hashable, Sendable {
  case portrait
  case landscape
  /// A3, for tables of very many columns.
  case broad

  /// Pages for a table of so many columns that stands on pages of another kind.
  init(columns: Int, within paper: TypesetPaper) {
    switch columns {
    case ..<TableShape.landscapeColumns: self = paper
    case ...24: self = .landscape
    default: self = .broad
    }
  }

  /// What the typesetter calls it (ISO 216).
  var size: String { self == .broad ? "a3" : "a4" }

  /// Whether it is wider than high.
  var isTurned: Bool { self != .portrait }

  /// How wide the text is, in points of 1/72 inch: the page without its margins of 20 mm.
  var textWidth: Double {
    switch self {
    case .portrait: 481.9
    case .landscape: 728.5
    case .broad: 1_077.2
    }
  }
}
