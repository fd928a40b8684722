import ReportDocument

/// Where a cell leads.
enum XLSXLink {
  case web(String)
  case anchor(Anchor)
  /// A cell of the workbook, such as `'Budget'!A1`.
  case place(String)
}

/// The links of a sheet, which stand behind its rows.
struct XLSXLinks {
  private var links: [(reference: String, target: XLSXLink)] = []

  mutating func append(_ target: XLSXLink, at reference: String) {
    if links.count < XLSXLimits.links { links.append((reference, target)) }
  }

  /// Addresses on the web, in the order of their relationships.
  var addresses: [String] {
    links.compactMap { link in
      if case .web(let address) = link.target { return address }
      return nil
    }
  }

  static func identifier(_ index: Int) -> String { "link\(index)" }

  func append(to bytes: inout [UInt8], locate: (Anchor) -> String?) {
    var elements = ""
    var webCount = 0
    for link in links {
      switch link.target {
      case .web:
        elements += "<hyperlink ref=\"\(link.reference)\" r:id=\"\(Self.identifier(webCount))\"/>"
        webCount += 1
      case .anchor(let anchor):
        guard let place = locate(anchor) else { continue }
        elements += Self.element(link.reference, place)
      case .place(let place): elements += Self.element(link.reference, place)
      }
    }
    guard !elements.isEmpty else { return }
    bytes += "<hyperlinks>\(elements)</hyperlinks>".utf8
  }

  private static func element(_ reference: String, _ place: String) -> String {
    "<hyperlink ref=\"\(reference)\" location=\"\(XMLText.escaped(place))\"/>"
  }
}
