import ReportDocument
import ReportKit

/// What engagements say in both reports.
extension InputRow {
  /// The region, and what lies within it as far as the report may tell; nil without a place.
  var placeText: String? {
    guard let region = label("place.region") else { return nil }
    let within = ["place.cercle", "place.commune"].compactMap { string($0) }.filter { $0 != region }
    return ([region] + within).joined(separator: ", ")
  }
}
