import JSONBytes
import RecordStore
import Records

/// The programme's title for a report's cover.
enum ProgrammeTitle {
  /// The title in the report's language or else the other one, as far as the report's readers may know it; else the
  /// programme's key, which whoever asks has given.
  static func read(_ snapshot: ReportSnapshot, _ request: RenderRequest, _ kinds: KindCatalogue) async throws -> String
  {
    let query = try RecordQuery(["name": "programme", "from": "programme", "select": ["title"]], kinds: kinds)
    let found = FoundTitle()
    try await snapshot.rows(of: query) { await found.take($0, request.language) }
    return await found.title ?? request.programme
  }

  private actor FoundTitle {
    var title: String?

    func take(_ row: [UInt8], _ language: Language) {
      guard title == nil, let text = (try? JSONValue(parsing: row))?["title"] else { return }
      title = text[language.rawValue]?.string ?? text.object?.members.first?.value.string
    }
  }
}
