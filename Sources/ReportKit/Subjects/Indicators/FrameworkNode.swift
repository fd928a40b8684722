/// A pillar, result, activity or another part of a framework, at its place in the tree.
public struct FrameworkNode: Sendable {
  /// The node as the framework has it.
  public let row: InputRow
  /// Its code, such as `2.3.1`.
  public let code: String
  /// Its level's code, such as `activity`.
  public let level: String
  /// The codes of the nodes above it, the uppermost first.
  public let ancestors: [String]

  /// How many nodes stand above it.
  public var depth: Int { ancestors.count }

  /// The nodes as a tree that is read from above: each before those under it, beside each other by their codes' numbers
  /// (2.9 before 2.10). A node whose parent is not there stands at the top.
  static func tree(_ rows: [InputRow]) -> [FrameworkNode] {
    let codes = Set(rows.compactMap { $0.string("code") })
    let children = Dictionary(grouping: rows.sorted { NodeCode.precedes($0.string("code"), $1.string("code")) }) {
      row in
      row.string("parent").flatMap { codes.contains($0) ? $0 : nil } ?? ""
    }
    var nodes: [FrameworkNode] = []
    func add(under parent: String, _ ancestors: [String]) {
      for row in children[parent] ?? [] {
        guard let code = row.string("code"), !ancestors.contains(code) else { continue }
        nodes.append(FrameworkNode(row: row, code: code, level: row.string("level") ?? "", ancestors: ancestors))
        add(under: code, ancestors + [code])
      }
    }
    add(under: "", [])
    return nodes
  }
}

/// The order of codes such as `2.3.1`.
public enum NodeCode {
  /// Whether one code stands before another: part by part, numbers by their value, other parts by their letters.
  public static func precedes(_ left: String?, _ right: String?) -> Bool {
    let (left, right) = (parts(left), parts(right))
    for (one, other) in zip(left, right) where one != other {
      if let number = Int(one), let otherNumber = Int(other), number != otherNumber { return number < otherNumber }
      return one < other
    }
    return left.count < right.count
  }

  private static func parts(_ code: String?) -> [Substring] { (code ?? "").split(separator: ".") }
}
