/// A strict reader of the HTML that the writer may produce: every element closed in order, every attribute
/// in double quotes, no stray `<`, no `&` but the five entities. Far stricter than a browser.
struct TagScanner {
  struct Fault: Error, CustomStringConvertible {
    var description: String
  }

  /// Start tags with their attributes, in order.
  struct Element: Equatable {
    var name: String
    var attributes: [String: String]
    var depth: Int
  }

  private static let void: Set<String> = ["meta", "col", "br"]
  private static let known: Set<String> = [
    "html", "head", "meta", "title", "style", "body", "a", "header", "div", "p", "h1", "h2", "h3", "h4", "h5",
    "dl",
    "dt", "dd", "nav", "ol", "ul", "li", "span", "main", "section", "table", "caption", "colgroup", "col",
    "thead",
    "tbody", "tr", "th", "td", "strong", "em", "code", "abbr", "figure", "blockquote", "figcaption", "footer",
    "br", "sup", "bdi", "svg", "path", "rect", "text",
  ]
  private static let entities = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"]

  private(set) var elements: [Element] = []
  private(set) var text = ""
  private(set) var style = ""
  private var open: [String] = []
  private var rest: Substring

  init(_ html: String) throws {
    let doctype = "<!DOCTYPE html>\n"
    guard html.hasPrefix(doctype) else { throw Fault(description: "no doctype") }
    rest = html.dropFirst(doctype.count)
    while !rest.isEmpty { try step() }
    guard open.isEmpty else { throw Fault(description: "left open: \(open)") }
  }

  /// Element and attribute names without what text decides, to compare two pages.
  var skeleton: [String] {
    elements.filter { $0.name != "br" && $0.name != "bdi" }.map {
      // A cell, and its row, say by their class whether they hold a long word.
      let isCell = ["td", "th", "tr"].contains($0.name)
      return "\($0.depth) \($0.name) \($0.attributes.keys.filter { !isCell || $0 != "class" }.sorted())"
    }
  }

  private mutating func step() throws {
    if rest.hasPrefix("</") {
      try endTag()
    } else if rest.hasPrefix("<") {
      try startTag()
    } else {
      let end = rest.firstIndex(of: "<") ?? rest.endIndex
      try readText(rest[..<end])
      rest = rest[end...]
    }
  }

  private mutating func endTag() throws {
    guard let close = rest.firstIndex(of: ">") else { throw Fault(description: "unclosed end tag") }
    let name = String(rest[rest.index(rest.startIndex, offsetBy: 2)..<close])
    guard open.popLast() == name else { throw Fault(description: "</\(name)> closes \(open)") }
    rest = rest[rest.index(after: close)...]
  }

  private mutating func startTag() throws {
    rest = rest.dropFirst()
    let name = String(rest.prefix { $0.isLetter || $0.isNumber })
    guard Self.known.contains(name) else { throw Fault(description: "unknown element <\(name)") }
    rest = rest.dropFirst(name.count)
    var attributes: [String: String] = [:]
    while !rest.hasPrefix(">"), !rest.hasPrefix("/>") { try attribute(&attributes) }
    let isEmpty = rest.hasPrefix("/")
    guard !isEmpty || open.contains("svg") else { throw Fault(description: "<\(name)/> outside SVG") }
    rest = rest.dropFirst(isEmpty ? 2 : 1)
    elements.append(Element(name: name, attributes: attributes, depth: open.count))
    guard !Self.void.contains(name), !isEmpty else { return }
    open.append(name)
    if name == "style" { try rawText() }
  }

  private mutating func attribute(_ attributes: inout [String: String]) throws {
    guard rest.hasPrefix(" ") else { throw Fault(description: "broken tag at \(rest.prefix(40))") }
    rest = rest.dropFirst()
    let name = String(rest.prefix { $0.isLetter || $0 == "-" })
    rest = rest.dropFirst(name.count)
    guard !name.isEmpty, attributes[name] == nil, !name.hasPrefix("on"), name != "src" else {
      throw Fault(description: "attribute \(name) at \(rest.prefix(40))")
    }
    guard rest.hasPrefix("=\"") else { throw Fault(description: "unquoted \(name)") }
    rest = rest.dropFirst(2)
    guard let close = rest.firstIndex(of: "\"") else { throw Fault(description: "unclosed \(name)") }
    try check(rest[..<close])
    attributes[name] = String(rest[..<close])
    rest = rest[rest.index(after: close)...]
  }

  private mutating func rawText() throws {
    guard let range = rest.firstRange(of: "</style") else { throw Fault(description: "style without end") }
    style += rest[..<range.lowerBound]
    rest = rest[range.lowerBound...]
  }

  private mutating func readText(_ piece: Substring) throws {
    try check(piece)
    text += piece
  }

  private func check(_ piece: Substring) throws {
    guard !piece.contains(where: { $0 == "<" || $0 == ">" }) else { throw Fault(description: "bare < or >") }
    var remaining = piece
    while let ampersand = remaining.firstIndex(of: "&") {
      remaining = remaining[ampersand...]
      guard Self.entities.contains(where: remaining.hasPrefix) else {
        throw Fault(description: "bare & at \(remaining.prefix(30))")
      }
      remaining = remaining.dropFirst()
    }
  }
}
