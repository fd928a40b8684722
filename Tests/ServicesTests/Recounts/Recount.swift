import Foundation

/// Tables of reports, and the SQL that works their figures out again from the records' own texts.
struct Recount: Sendable {
  /// The reports that have them.
  let reports: [String]
  /// Their captions in English; one that ends in “…” is how several begin.
  let captions: [String]
  /// One row for each of theirs, under the titles of their columns. What is text in it tells which row it is, a number is
  /// compared, `NULL` stands where there is no figure, and `true` for one that only disclosure knows. A row with
  /// `hideable` may be absent to protect people, and the members of an object `*` are columns of their own.
  let sql: String

  func concerns(_ table: ReportTable) -> Bool {
    captions.contains { $0.last == "…" ? table.caption.hasPrefix($0.dropLast()) : table.caption == $0 }
  }
}

/// A file of `Tests/Recounts`: what its statements share, and the statements, each below a line that names its tables.
struct RecountFile {
  let definitions: String
  let recounts: [Recount]

  private static let folder = #filePath.replacing("ServicesTests/Recounts/Recount.swift", with: "Recounts")

  /// What the files share first.
  static func all() throws -> [RecountFile] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".sql") }
    return try (["common.sql"] + names.sorted().filter { $0 != "common.sql" }).map { name in
      try RecountFile(String(contentsOfFile: folder + "/" + name, encoding: .utf8))
    }
  }

  private init(_ text: String) {
    var definitions = ""
    var recounts: [Recount] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let head = line.wholeMatch(of: /-- ([a-z0-9]+\/[a-z_]+(?:, [a-z0-9]+\/[a-z_]+)*): (.+)/) {
        recounts.append(
          Recount(
            reports: head.1.split(separator: ", ").map(String.init),
            captions: head.2.split(separator: " | ").map(String.init), sql: ""))
      } else if let last = recounts.popLast() {
        let sql = last.sql + (line.last == ";" ? line.dropLast() : line) + "\n"
        recounts.append(Recount(reports: last.reports, captions: last.captions, sql: sql))
      } else {
        definitions += line + "\n"
      }
    }
    self.definitions = definitions
    self.recounts = recounts
  }
}
