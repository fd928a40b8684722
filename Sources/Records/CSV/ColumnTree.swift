/// Where the columns of a table stand in its records. A column is named as a fault names its field, as
/// `recommendations[0].text`.
struct ColumnTree {
  /// The column with the value itself.
  private(set) var column: Int?
  /// The fields of an object.
  private(set) var members: [Branch<String>] = []
  /// The elements of a list.
  private(set) var elements: [Branch<Int>] = []

  /// One field of an object, by its name, or one element of a list, by its place.
  struct Branch<Label> {
    let label: Label
    fileprivate(set) var node = ColumnTree()
  }

  private enum Step {
    case member(String)
    case element(Int)
  }

  /// A tree of the columns of these names; those without a name are not in it.
  init(_ names: [String]) throws(CSVFault) {
    for (column, name) in names.enumerated() where !name.isEmpty {
      guard let steps = Self.steps(of: name) else { throw .columnName(name) }
      guard insert(column, steps[...]) else { throw .conflict(name) }
    }
    sort()
  }

  fileprivate init() {}

  /// Whether no cell under it has text.
  func isEmpty(_ cells: [String]) -> Bool {
    if let column, column < cells.count, !cells[column].isEmpty { return false }
    return members.allSatisfy { $0.node.isEmpty(cells) } && elements.allSatisfy { $0.node.isEmpty(cells) }
  }

  private mutating func insert(_ column: Int, _ steps: ArraySlice<Step>) -> Bool {
    guard let step = steps.first else {
      guard self.column == nil, members.isEmpty, elements.isEmpty else { return false }
      self.column = column
      return true
    }
    guard self.column == nil else { return false }
    switch step {
    case .member(let name):
      guard elements.isEmpty else { return false }
      if !members.contains(where: { $0.label == name }) { members.append(Branch(label: name)) }
      guard let place = members.firstIndex(where: { $0.label == name }) else { return false }
      return members[place].node.insert(column, steps.dropFirst())
    case .element(let index):
      guard members.isEmpty else { return false }
      if !elements.contains(where: { $0.label == index }) { elements.append(Branch(label: index)) }
      guard let place = elements.firstIndex(where: { $0.label == index }) else { return false }
      return elements[place].node.insert(column, steps.dropFirst())
    }
  }

  private mutating func sort() {
    elements.sort { $0.label < $1.label }
    for index in elements.indices { elements[index].node.sort() }
    for index in members.indices { members[index].node.sort() }
  }

  /// The steps of `recommendations[0].text`; nil for what is no path.
  private static func steps(of name: String) -> [Step]? {
    var steps: [Step] = []
    for part in name.split(separator: ".", omittingEmptySubsequences: false) {
      let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
      guard let field = pieces.first, !field.isEmpty, field.utf8.allSatisfy(isNamePart) else { return nil }
      steps.append(.member(String(field)))
      for piece in pieces.dropFirst() {
        let digits = piece.dropLast()
        guard piece.last == "]", (1...4).contains(digits.utf8.count),
          digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let index = Int(digits)
        else { return nil }
        steps.append(.element(index))
      }
    }
    return steps
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
      || byte == UInt8(ascii: "_")
  }
}
