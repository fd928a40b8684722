/// What is repeated of a name that somebody else wrote.
enum Excerpt {
  static let characters = 100

  static func of(_ text: String) -> String {
    let line = text.map { $0.isNewline ? " " : $0 }
    return line.count <= characters ? String(line) : String(line[..<characters]) + "…"
  }
}
