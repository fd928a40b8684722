/// Identifiers of the page's elements. Each family has its own first letters, and a family's names are unique, so that no
/// two elements ever share one, whatever a format calls its sections.
enum HTMLIdentifier {
  static let content = "content"
  static let contents = "contents"
  static let withheld = "withheld"

  /// A heading or a table.
  static func of(_ anchor: Anchor) -> String {
    switch anchor {
    case .named(let identifier): "s-" + identifier
    case .withheld: withheld
    }
  }

  /// A table's caption.
  static func caption(of anchor: Anchor) -> String {
    switch anchor {
    case .named(let identifier): "c-" + identifier
    case .withheld: "withheld-caption"
    }
  }

  /// What a figure shows, in words.
  static func figureTitle(_ number: Int) -> String { "g-\(number)" }

  /// A figure's caption.
  static func figureCaption(_ number: Int) -> String { "f-\(number)" }

  /// A note at the foot.
  static func footnote(_ number: Int) -> String { "n-\(number)" }

  /// The mark that leads to it.
  static func mark(_ number: Int) -> String { "m-\(number)" }
}
