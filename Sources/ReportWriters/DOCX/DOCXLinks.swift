import ReportDocument

/// Where links lead: bookmarks within the document, relations for addresses on the web. A class, since links are spelled
/// deep within lines that only read.
final class DOCXLinks {
  private var bookmarks: [Anchor: String] = [:]
  private var marks = 0
  /// The addresses in the order in which they came.
  private(set) var addresses: [String] = []
  private var relations: [String: String] = [:]

  /// The name of a place's bookmark, the same whether the link or the place comes first. Word's names know neither
  /// strokes nor capitals, so that a number keeps them apart.
  func bookmark(_ anchor: Anchor) -> String {
    if let name = bookmarks[anchor] { return name }
    let identifier =
      switch anchor {
      case .named(let identifier): identifier
      case .withheld: "withheld"
      }
    let number = "_\(bookmarks.count + 1)"
    let plain = String(
      decoding: identifier.utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 }, as: UTF8.self)
    let name = String(plain.prefix(DOCXLimits.bookmarkLength - number.utf8.count)) + number
    bookmarks[anchor] = name
    return name
  }

  /// Runs with a bookmark around them.
  func marked(_ runs: String, _ anchor: Anchor) -> String {
    marks += 1
    return
      "<w:bookmarkStart w:id=\"\(marks)\" w:name=\"\(bookmark(anchor))\"/>\(runs)<w:bookmarkEnd w:id=\"\(marks)\"/>"
  }

  /// Runs that lead to a place of the document.
  func link(_ runs: String, to anchor: Anchor) -> String {
    "<w:hyperlink w:anchor=\"\(bookmark(anchor))\" w:history=\"1\">\(runs)</w:hyperlink>"
  }

  /// Runs that lead to an address. In the notes' own part, and beyond what is kept, a field does without a relation.
  func link(_ runs: String, to address: String, isNote: Bool) -> String {
    guard !isNote, let relation = relation(address) else {
      return DOCXField.simple("HYPERLINK \"\(address)\"", runs)
    }
    return "<w:hyperlink r:id=\"\(relation)\" w:history=\"1\">\(runs)</w:hyperlink>"
  }

  /// The identifier of an address's relation.
  static func identifier(_ index: Int) -> String { "link\(index + 1)" }

  private func relation(_ address: String) -> String? {
    if let known = relations[address] { return known }
    guard addresses.count < DOCXLimits.relations else { return nil }
    let identifier = Self.identifier(addresses.count)
    addresses.append(address)
    relations[address] = identifier
    return identifier
  }
}
