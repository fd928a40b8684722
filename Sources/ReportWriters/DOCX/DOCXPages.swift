import ReportDocument

/// Which way the pages lie, and what is owed before the next block.
struct DOCXPages {
  /// Where a block wants to stand.
  enum Place {
    /// On the pages of its part.
    case text
    /// On a landscape page.
    case wide
    /// Where the block before stands.
    case below
  }

  private(set) var current = DOCXPage.portrait
  private var isFirstSection = true
  private var isEmpty = true
  /// How the pages of the part lie.
  var part = Part.Orientation.portrait
  /// A new page begins before the next block.
  var owesBreak = false
  /// Space stands below a table, and keeps it from growing together with the next one.
  var owesSpace = false

  /// What stands before a block at such a place.
  mutating func before(_ place: Place) -> String {
    let wanted: Part.Orientation =
      switch place {
      case .text: part
      case .wide: .landscape
      case .below: current.orientation
      }
    defer {
      owesBreak = false
      owesSpace = false
      isEmpty = false
    }
    if wanted != current.orientation {
      let end = isEmpty ? "" : Self.paragraph("SectionEnd", current.section(isFirst: isFirstSection), "")
      if !isEmpty { isFirstSection = false }
      current = DOCXPage(wanted)
      return end
    }
    if owesBreak, !isEmpty { return Self.paragraph("SectionEnd", "", "<w:r><w:br w:type=\"page\"/></w:r>") }
    return owesSpace && place != .below ? Self.paragraph("Spacer", "", "") : ""
  }

  /// What ends the document. Behind a table Word wants a paragraph, which must not need a page of its own.
  var end: String {
    (owesSpace ? Self.paragraph("SectionEnd", "", "") : "") + current.section(isFirst: isFirstSection)
  }

  private static func paragraph(_ style: String, _ properties: String, _ runs: String) -> String {
    "<w:p><w:pPr><w:pStyle w:val=\"\(style)\"/>\(properties)</w:pPr>\(runs)</w:p>\n"
  }
}

extension DOCXSpelling {
  /// Writes what is owed before a block.
  mutating func prepare(_ place: DOCXPages.Place) {
    closeTable(isKeptWithNext: place == .below)
    buffer.append(pages.before(place))
    let headings = pendingHeadings
    pendingHeadings = []
    for heading in headings { write(heading) }
  }
}
