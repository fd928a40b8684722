import ReportDocument
import ReportKit

/// What engagements and findings say in both reports.
extension InputRow {
  /// The region, and what lies within it as far as the report may tell; nil without a place.
  var placeText: String? {
    guard let region = label("place.region") else { return nil }
    let within = ["place.cercle", "place.commune"].compactMap { string($0) }.filter { $0 != region }
    return ([region] + within).joined(separator: ", ")
  }

  /// How far those present agreed: a finding of a meeting says so, others have nobody to ask.
  var agreementValue: InlineValue {
    if let agreement = label("agreement") { return .text(agreement) }
    return ["roundtable", "focus_group"].contains(string("origin")) ? .missing : .text("—")
  }

  /// The group that raised a finding; withheld where the meeting's rules hide it.
  var raisedByValue: InlineValue {
    label("raisedBy").map { .text($0) } ?? (isWithheld("raisedBy") ? withheld : .text("—"))
  }
}
