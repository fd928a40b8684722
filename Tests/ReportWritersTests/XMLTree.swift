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

  private static let header = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let entities = ["&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'", "&#10;": "\n"]

  static func root(_ xml: String) throws -> Element {
    guard xml.hasPrefix(header) else { throw Fault(description: "no declaration") }
    var tree = XMLTree(bytes: Array(xml.utf8.dropFirst(header.utf8.count)))
    while tree.place < tree.bytes.count { try tree.step() }
    guard tree.open.isEmpty, let root = tree.root else { throw Fault(description: "left open") }
    return root
  }

  private let bytes: [UInt8]
  private var place = 0
  private var open: [Element] = []
  private var root: Element?
  private var prefixes: Set<String> = ["xml", "xmlns"]

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func find(_ byte: UInt8, from start: Int) -> Int? {
    bytes.withUnsafeBufferPointer { $0[start...].firstIndex(of: byte) }
  }

  private func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private mutating func step() throws {
    guard bytes[place] == UInt8(ascii: "<") else {
      let end = find(UInt8(ascii: "<"), from: place) ?? bytes.count
      let text = try value(place..<end)
      if let last = open.last { last.text += text } else if text != "\n" { throw Fault(description: "text outside") }
      place = end
      return
    }
    guard let end = find(UInt8(ascii: ">"), from: place) else { throw Fault(description: "unclosed tag") }
    let start = place + 1
    place = end + 1
    if bytes[start] == UInt8(ascii: "/") {
      let name = string(start + 1..<end)
      guard open.popLast()?.name == name else { throw Fault(description: "</\(name)> closes another") }
      return
    }
    let isEmpty = bytes[end - 1] == UInt8(ascii: "/")
    let element = try element(start..<(isEmpty ? end - 1 : end))
    if let last = open.last {
      last.children.append(element)
    } else {
      guard root == nil else { throw Fault(description: "two roots") }
      root = element
    }
    if !isEmpty { open.append(element) }
  }

  private mutating func element(_ tag: Range<Int>) throws -> Element {
    var next = find(UInt8(ascii: " "), from: tag.lowerBound).map { min($0, tag.upperBound) } ?? tag.upperBound
    let name = string(tag.lowerBound..<next)
    var attributes: [String: String] = [:]
    while next < tag.upperBound {
      guard bytes[next] == UInt8(ascii: " "), let equals = find(UInt8(ascii: "="), from: next),
        equals + 1 < tag.upperBound, bytes[equals + 1] == UInt8(ascii: "\""),
        let close = find(UInt8(ascii: "\""), from: equals + 2), close < tag.upperBound
      else { throw Fault(description: "broken <\(string(tag))>") }
      let key = string(next + 1..<equals)
      guard attributes[key] == nil else { throw Fault(description: "\(key) twice") }
      attributes[key] = try value(equals + 2..<close)
      next = close + 1
    }
    for key in attributes.keys where key.hasPrefix("xmlns:") { prefixes.insert(String(key.dropFirst(6))) }
    for used in [name] + attributes.keys {
      guard let colon = used.firstIndex(of: ":") else { continue }
      guard prefixes.contains(String(used[..<colon])) else { throw Fault(description: "unknown prefix: \(used)") }
    }
    return Element(name, attributes)
  }

  private func value(_ range: Range<Int>) throws -> String {
    let isForbidden = bytes[range].contains { $0 < 0x20 && $0 != UInt8(ascii: "\n") || $0 == UInt8(ascii: ">") }
    guard !isForbidden else { throw Fault(description: "control character or bare > in \(string(range))") }
    var text = ""
    var rest = string(range)[...]
    for scalar in rest.unicodeScalars where scalar.value >= 0xFFFE && scalar.value & 0xFFFE == 0xFFFE {
      throw Fault(description: "U+\(String(scalar.value, radix: 16))")
    }
    while let ampersand = rest.utf8.firstIndex(of: UInt8(ascii: "&")) {
      text += rest[..<ampersand]
      rest = rest[ampersand...]
      guard let entity = Self.entities.first(where: { rest.hasPrefix($0.key) }) else {
        throw Fault(description: "bare & at \(rest.prefix(30))")
      }
      text += entity.value
      rest = rest.dropFirst(entity.key.count)
    }
    return text + rest
  }
}
