import MethodCatalogue
import RecordStore
import Violations

/// What every method takes that answers in pages, and what its answers say of the next one.
enum PageParameters {
  static let declared: [MethodField] = [
    .optional(
      "pageSize", .integer,
      Wording(
        en: "records of a page, 1 to \(ReadLimits.largestPage); \(ReadLimits.pageRecords) by default",
        fr: "enregistrements par page, de 1 à \(ReadLimits.largestPage) ; \(ReadLimits.pageRecords) par défaut")),
    .optional(
      "pageToken", .string,
      Wording(
        en: "the nextPageToken of the page before; none for the first page",
        fr: "le nextPageToken de la page précédente ; aucun pour la première page")),
  ]

  static let next = MethodField.optional(
    "nextPageToken", .string,
    Wording(
      en: "where the next page begins; absent from the last one",
      fr: "où commence la page suivante ; absent de la dernière"))
}

extension CallParameters {
  /// How many records a page has.
  mutating func pageSize() -> Int {
    guard let size = integer("pageSize") else { return ReadLimits.pageRecords }
    guard (1...ReadLimits.largestPage).contains(size) else {
      note(
        "pageSize",
        Wording(
          "page_size", en: "A page has 1 to \(ReadLimits.largestPage) records.",
          fr: "Une page a de 1 à \(ReadLimits.largestPage) enregistrements."), found: "\(size)")
      return ReadLimits.pageRecords
    }
    return size
  }

  /// Where the page begins; nil for the first one.
  mutating func pageToken<Place>(_ read: (PageToken) -> Place?) -> Place? {
    guard let text = string("pageToken") else { return nil }
    if let place = PageToken(text).flatMap(read) { return place }
    note(
      "pageToken",
      Wording(
        "page_token", en: "No page of this listing gave this token: begin without one.",
        fr: "Aucune page de cette liste n’a donné ce jeton : recommencez sans jeton."))
    return nil
  }
}
