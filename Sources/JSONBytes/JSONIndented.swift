extension JSONValue {
  /// The value as text for people: one member or element a line, short lists of plain values in one; a line break at
  /// the end.
  public var indentedText: String {
    var text = ""
    JSONIndented.append(self, indent: "", to: &text)
    return text + "\n"
  }
}

private enum JSONIndented {
  /// What a list of plain values may have in one line.
  static let lineLength = 100

  static func append(_ value: JSONValue, indent: String, to text: inout String) {
    switch value {
    case .object(let object) where !object.members.isEmpty:
      let inner = indent + "  "
      text += "{"
      for (index, member) in object.members.enumerated() {
        text += (index == 0 ? "\n" : ",\n") + inner + JSONValue.string(member.key).text + ": "
        append(member.value, indent: inner, to: &text)
      }
      text += "\n" + indent + "}"
    case .array(let elements) where !elements.isEmpty: append(elements, indent: indent, to: &text)
    default: text += value.text
    }
  }

  private static func append(_ elements: [JSONValue], indent: String, to text: inout String) {
    let line = "[" + elements.map(\.text).joined(separator: ", ") + "]"
    if line.utf8.count <= lineLength, elements.allSatisfy(isPlain) {
      text += line
      return
    }
    let inner = indent + "  "
    text += "["
    for (index, element) in elements.enumerated() {
      text += (index == 0 ? "\n" : ",\n") + inner
      append(element, indent: inner, to: &text)
    }
    text += "\n" + indent + "]"
  }

  private static func isPlain(_ value: JSONValue) -> Bool {
    switch value {
    case .object, .array: false
    default: true
    }
  }
}
