import IATIActivities
import IATIPublishing
import Records
import ReportKit

/// What stands on the web and is of a category of IATI's.
struct PublishedDocuments {
  /// By the number of their grant; an empty one where they are of none.
  private var documents: [String: [Document]] = [:]
  private var unusable = 0

  static let query = InputQuery.listing(
    "documents", from: "evidence",
    select: ["title", "publishedOn", "url", "mediaType", "documentCategory", "grant", "language"], orderBy: ["key"]
  ).outside(.period)

  init(_ inputs: ReportInputs, _ request: ReportRequest) throws {
    for row in try inputs.rows(of: "documents") {
      guard let category = row.reference("documentCategory", CodeLists.documentCategory) else { continue }
      let day = row.date("publishedOn")
      if let day, let last = request.period.to, day > last { continue }
      if let url = row.string("url"), let format = row.string("mediaType") {
        documents[row.string("grant") ?? "", default: []].append(
          Document(
            "evidence/\(row.string("key") ?? "")", url: url, format: format,
            title: row.narratives("title", request.language), category: category, on: day?.description))
      } else {
        unusable += 1
      }
    }
  }

  /// Those of a grant, with its first one those of none.
  func of(_ grant: PublishedGrant) -> [Document] {
    (grant.isFirst ? documents[""] ?? [] : []) + (documents[grant.number] ?? [])
  }

  /// Documents of a category without an address, or whose kind of file nobody says: IATI asks for both.
  var leftOut: [LeftOut] { LeftOut.some("document", unusable, path: "evidence.url") }
}
