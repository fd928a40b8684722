import Glibc

/// What PostgreSQL says: first on its standard error, then, once its collector runs, in files of a folder.
struct ServerLog {
  private let layout: ClusterLayout
  /// How long the files were when it began.
  private let before: [String: Int]

  /// Begins to listen; what was said before is another's.
  ///
  /// - Parameter keepingOutput: whether one that runs already writes to standard error.
  init(_ layout: ClusterLayout, keepingOutput: Bool = false) {
    self.layout = layout
    before = ServerLog.sizes(layout)
    if !keepingOutput { _ = unlink(layout.output) }
  }

  private static func sizes(_ layout: ClusterLayout) -> [String: Int] {
    var sizes: [String: Int] = [:]
    for name in LocalFiles.names(in: layout.log) { sizes[name] = LocalFiles.size("\(layout.log)/\(name)") ?? 0 }
    return sizes
  }

  /// The lines said since, without those that only say where the others are.
  private func lines() -> [String] {
    var text = LocalFiles.read(layout.output) ?? ""
    for (name, size) in ServerLog.sizes(layout).sorted(by: { $0.key < $1.key }) {
      // A file of last week is written over.
      let start = before[name].map { $0 <= size ? $0 : 0 } ?? 0
      text += "\n" + (LocalFiles.read("\(layout.log)/\(name)", from: start) ?? "")
    }
    return text.split(separator: "\n").map(String.init).filter {
      !$0.contains("redirecting log output") && !$0.contains("Future log output")
    }
  }

  /// The last that it said, or nil.
  var last: String? { lines().last.map { ServerLog.message($0).text } }

  /// Why it ended, in its own words, and where there are more.
  var reason: String {
    let lines = lines()
    let place = LocalFiles.exists(layout.log) ? layout.log : layout.output
    return "\(Self.reason(in: lines) ?? lines.last.map { Self.message($0).text } ?? "it said nothing") (see \(place))"
  }

  /// What ended it, of the lines that it said; nil where none of them tells.
  static func reason(in lines: [String]) -> String? {
    let messages = lines.map(message)
    // Whoever asked too early was told so by a FATAL, which ended nothing else.
    let fatal = messages.firstIndex { $0.severity == "FATAL" && !$0.text.hasPrefix("the database system is ") }
    guard let end = messages.firstIndex(where: { $0.severity == "PANIC" }) ?? fatal else { return nil }
    var parts = [messages[end].text]
    // Which line of its configuration it cannot read stands before.
    if parts[0].contains("contains errors") {
      parts = messages[..<end].filter { $0.severity == "LOG" }.map(\.text) + parts
    }
    parts += messages[(end + 1)...].prefix { ["DETAIL", "HINT"].contains($0.severity) }.map(\.text)
    return parts.joined(separator: " | ")
  }

  /// A line's severity, if it has one, and its text without time and process.
  private static func message(_ line: String) -> (severity: String, text: String) {
    for severity in ["FATAL", "PANIC", "ERROR", "DETAIL", "HINT", "LOG", "WARNING"] {
      guard let mark = line.firstRange(of: "\(severity):  ") else { continue }
      return (severity, String(line[mark.upperBound...]))
    }
    return ("", line)
  }
}
