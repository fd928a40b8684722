/// Where something was, as finely as it is known. How finely it is shown depends on a request's level.
public struct Place: FieldedObject, Sendable, Hashable {
  /// A code of ``CodeLists/region``.
  public internal(set) var region = ""
  /// The cercle.
  public internal(set) var cercle: String?
  /// The commune.
  public internal(set) var commune: String?
  /// The village or quarter.
  public internal(set) var village: String?
  /// The place in the words of those who reported it.
  public internal(set) var asReported: String?
  /// The division of Mali that the region is meant in, if the record says so.
  public internal(set) var geoVersion: GeographicDivision?

  static let fields = FieldTable<Place>([
    .code("region", CodeLists.region, need: .required, "The region.") { $0.region = $1 },
    .string("cercle", "The cercle.") { $0.cercle = $1 },
    .string("commune", "The commune.") { $0.commune = $1 },
    .string("village", "The village or quarter.") { $0.village = $1 },
    .string("asReported", "The place in the words of those who reported it.") { $0.asReported = $1 },
    .formatted(
      "geoVersion", .geographicDivision,
      "The division that the region is meant in; by default the one in force on the record's date."
    ) { $0.geoVersion = GeographicDivision(rawValue: $1) },
  ])

  /// The division that the region is meant in; nil if neither the record nor its date says.
  public func division(on date: CalendarDate?) -> GeographicDivision? {
    geoVersion ?? date.map(GeographicDivision.inForce)
  }

  /// Whether the region exists in the division meant.
  func validate(on date: CalendarDate?, in prefix: String) -> [Violation] {
    let isEarly = date.map { GeographicDivision.inForce(on: $0) == .of2016 } ?? false
    if isEarly, geoVersion == .of2023 {
      let message =
        "The division of 2023 holds from \(GeographicDivision.startOf2023Text); leave geoVersion out for an"
        + " earlier day, or set it to \"2016\"."
      return [
        Violation(
          path: prefix + "geoVersion", message: message, found: "2023", allowed: ["2016"], suggestion: "2016")
      ]
    }
    guard division(on: date) == .of2016, let old = Region.named(region)?.oldRegion else { return [] }
    let remedy = isEarly ? "" : ", or set geoVersion to \"2023\""
    let message =
      "\(region) is a region since \(GeographicDivision.startOf2023Text); in the division of 2016 it lies in \(old)."
      + " Use \"\(old)\"\(remedy)."
    return [
      Violation(path: prefix + "region", message: message, found: region, suggestion: isEarly ? old : nil)
    ]
  }
}
