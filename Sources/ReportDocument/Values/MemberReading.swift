import JSONBytes

/// What all block readers share: bounded text, codes out of a closed list, and faults that name the member.
extension JSONReader {
  func documentFault(_ code: DocumentError.Code, _ message: String) -> DocumentError {
    DocumentError(code, message, path: path)
  }

  mutating func readText(maximumBytes: Int = DocumentLimits.textBytes) throws -> String {
    let text = try readString()
    guard text.utf8.count <= maximumBytes else {
      throw documentFault(.limitExceeded, "The text is longer than \(maximumBytes) bytes.")
    }
    return text
  }

  /// Text that a reader can see once it is made fit to print.
  mutating func readVisibleText() throws -> String {
    let text = try readText()
    guard !SafeText.isBlank(text) else { throw documentFault(.invalidValue, "The text is empty.") }
    return text
  }

  mutating func readCode<Code: RawRepresentable & CaseIterable>(_: Code.Type) throws -> Code
  where Code.RawValue == String {
    let text = try readText()
    guard let code = Code(rawValue: text) else {
      let allowed = Code.allCases.map(\.rawValue).joined(separator: ", ")
      throw documentFault(.invalidValue, "Expected one of \(allowed).")
    }
    return code
  }

  mutating func readInteger(in range: ClosedRange<Int64>) throws -> Int {
    let value = try readInteger()
    guard range.contains(value) else {
      throw documentFault(.invalidValue, "Expected \(range.lowerBound) to \(range.upperBound).")
    }
    return Int(value)
  }

  mutating func readIdentifier() throws -> String {
    let text = try readText()
    guard DocumentIdentifier.isValid(text) else {
      throw documentFault(
        .invalidValue,
        "An id is a letter followed by letters, digits, - and _, at most "
          + "\(DocumentLimits.identifierLength) characters.")
    }
    return text
  }

  mutating func readDate() throws -> DocumentDate {
    guard let date = DocumentDate(iso: try readText()) else {
      throw documentFault(.invalidValue, "Expected a day of the calendar as YYYY-MM-DD.")
    }
    return date
  }

  mutating func readElements<Element>(
    limit: Int, _ read: (inout JSONReader) throws -> Element
  ) throws -> [Element] {
    var elements: [Element] = []
    try beginArray()
    while try nextElement() {
      guard elements.count < limit else {
        throw documentFault(.limitExceeded, "More than \(limit) elements.")
      }
      elements.append(try read(&self))
    }
    return elements
  }

  /// At least one element, where an empty list would print as a hole.
  mutating func readNonEmpty<Element>(
    limit: Int, _ read: (inout JSONReader) throws -> Element
  ) throws -> [Element] {
    let elements = try readElements(limit: limit, read)
    guard !elements.isEmpty else { throw documentFault(.invalidValue, "The list is empty.") }
    return elements
  }

  func unknownMember(_ key: JSONKey, of block: String) -> DocumentError {
    documentFault(.unknownMember, "A \(block) has no such member.")
  }

  func required<Value>(_ value: Value?, _ name: String, of block: String) throws -> Value {
    guard let value else {
      let place = path.isEmpty ? name : "\(path).\(name)"
      throw DocumentError(.missingMember, "A \(block) must have \(name).", path: place)
    }
    return value
  }
}
