import ReportDocument

/// A row of prose. Excel does not fit the height of merged cells to their text, so that it is estimated.
struct XLSXProse {
  var text: XLSXText
  var style = XLSXStyle()
  var link: XLSXLink?

  init(_ text: XLSXText, _ style: XLSXStyle = XLSXStyle(), link: XLSXLink? = nil) {
    self.text = text
    self.style = style
    self.link = link
    self.style.isQuoted = text.looksLikeFormula
    self.style.readsFromRight = text.startsFromRight
  }

  /// Points, for columns that hold so many characters together.
  func height(over width: Double) -> Double {
    // Larger letters are wider.
    let lines = text.lines(of: width * 14 / style.font.lineHeight - Double(style.indent) * 2)
    return min(XLSXLimits.rowHeight, Double(lines) * style.font.lineHeight + 3)
  }

  /// A long text in pieces that rows can show, divided at spaces. Its looks get lost with the division.
  var pieces: [XLSXProse] {
    let plain = text.plain
    guard plain.utf8.count > XLSXLimits.proseLength else { return [self] }
    var pieces: [XLSXProse] = []
    var rest = plain[...]
    while !rest.isEmpty {
      let head = rest.prefix(XLSXLimits.proseLength)
      var end = head.endIndex
      if end < rest.endIndex, let space = head.lastIndex(of: " ") { end = head.index(after: space) }
      pieces.append(XLSXProse(XLSXText(String(rest[..<end])), style, link: pieces.isEmpty ? link : nil))
      rest = rest[end...]
    }
    return pieces
  }
}
