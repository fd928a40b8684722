/// A strict reader of the XML that office files are written in: every element closed in order, every attribute in double
/// quotes and once, every prefix declared, no reference but the predefined ones, no character that XML 1.0 forbids.
struct XMLTree {
  struct Fault: Error {
    var description: String
  }

  final class Element {
    let name: String
    let attributes: [String: String]
    var children: [Element] = []
    /// The text right in it.
    var text = ""

    init(_ name: String, _ attributes: [String: String]) {
      self.name = name
      self.attributes = attributes
    }

    subscript(attribute: String) -> String? { attributes[attribute] }

    /// Every element of this name in it, in the order of the document.
    func all(_ name: String) -> [Element] { everything.filter { $0.name == name } }

    func first(_ name: String) -> Element? { all(name).first }

    func child(_ name: String) -> Element? { children.first { $0.name == name } }

    /// It and all that stands in it, in the order of the document.
    var everything: [Element] { [self] + children.flatMap(\.everything) }
  }

  private static let entities = ["&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'", "&#10;": "\n"]

  static func root(_ xml: String) throws -> Element {
    let header = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    guard xml.hasPrefix(header) else { throw Fault(description: "no declaration") }
    var tree = XMLTree(rest: Substring(xml).utf8.dropFirst(header.utf8.count))
    while !tree.rest.isEmpty { try tree.step() }
    guard tree.open.isEmpty, let root = tree.root else { throw Fault(description: "left open") }
    return root
  }

  private var rest: Substring.UTF8View
  private var open: [Element] = []
  private var root: Element?
  private var prefixes: Set<String> = ["xml", "xmlns"]

  private init(rest: Substring.UTF8View) { self.rest = rest }

  private mutating func step() throws {
    guard rest.first == UInt8(ascii: "<") else {
      let end = rest.firstIndex(of: UInt8(ascii: "<")) ?? rest.endIndex
      let text = try value(rest[..<end])
      if let last = open.last { last.text += text } else if text != "\n" { throw Fault(description: "text outside") }
      rest = rest[end...]
      return
    }
    guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { throw Fault(description: "unclosed tag") }
    var tag = Substring(rest[..<end]).dropFirst()
    rest = rest[rest.index(after: end)...]
    if tag.hasPrefix("/") {
      guard open.popLast()?.name == String(tag.dropFirst()) else { throw Fault(description: "<\(tag)> closes another") }
      return
    }
    let isEmpty = tag.hasSuffix("/")
    if isEmpty { tag = tag.dropLast() }
    let element = try start(tag)
    if let last = open.last {
      last.children.append(element)
    } else {
      guard root == nil else { throw Fault(description: "two roots") }
      root = element
    }
    if !isEmpty { open.append(element) }
  }

  private mutating func start(_ tag: Substring) throws -> Element {
    let name = String(tag.prefix { $0 != " " })
    var attributes: [String: String] = [:]
    var rest = tag.dropFirst(name.count)
    while !rest.isEmpty {
      guard rest.first == " ", let equals = rest.firstIndex(of: "=") else { throw Fault(description: "broken <\(tag)>") }
      let key = String(rest[rest.index(after: rest.startIndex)..<equals])
      rest = rest[rest.index(after: equals)...]
      guard rest.first == "\"" else { throw Fault(description: "unquoted \(key)") }
      rest = rest.dropFirst()
      guard let close = rest.firstIndex(of: "\""), attributes[key] == nil else { throw Fault(description: "\(key)") }
      attributes[key] = try value(rest[..<close].utf8)
      rest = rest[rest.index(after: close)...]
    }
    for key in attributes.keys where key.hasPrefix("xmlns:") { prefixes.insert(String(key.dropFirst(6))) }
    for used in [name] + attributes.keys {
      guard let colon = used.firstIndex(of: ":") else { continue }
      guard prefixes.contains(String(used[..<colon])) else { throw Fault(description: "unknown prefix: \(used)") }
    }
    return Element(name, attributes)
  }

  private func value(_ bytes: Substring.UTF8View) throws -> String {
    var text = ""
    var rest = Substring(bytes)
    while let ampersand = rest.firstIndex(of: "&") {
      text += rest[..<ampersand]
      rest = rest[ampersand...]
      guard let entity = Self.entities.first(where: { rest.hasPrefix($0.key) }) else {
        throw Fault(description: "bare & at \(rest.prefix(30))")
      }
      text += entity.value
      rest = rest.dropFirst(entity.key.count)
    }
    text += rest
    for scalar in text.unicodeScalars where scalar.value < 0x20 && scalar != "\n" || scalar.value & 0xFFFE == 0xFFFE {
      throw Fault(description: "U+\(String(scalar.value, radix: 16))")
    }
    return text
  }
}
