public import ReportDocument

/// What an engagement's record says, as every report prints it. What is withheld is said to be, and a dash stands only where
/// nothing is recorded and nothing withheld.
extension InputRow {
  /// The region, and what lies within it as far as the report may tell; nil without a place.
  ///
  /// - Parameter field: in which the place stands; nil where it is the row itself.
  public func placeText(_ field: String? = "place") -> String? {
    let path = field.map { "\($0)." } ?? ""
    guard let region = label("\(path)region") else { return nil }
    let within = ["cercle", "commune"].compactMap { string("\(path)\($0)") }.filter { $0 != region }
    return ([region] + within).joined(separator: ", ")
  }

  /// Who held it, then with whom.
  public func organisers(_ form: OrganisationName.Form = .short) -> [String] {
    [organisationText("host", form)].compactMap { $0 } + organisationTexts("partners", form)
  }

  /// What was agreed, numbered where it is more than one thing.
  public var agreements: InlineValue {
    let texts = rows("agreements").compactMap { $0.text("text") }
    if texts.isEmpty, isWithheld("agreements") { return withheld }
    return .text(texts.numberedLines ?? "—")
  }

  /// What went wrong.
  public var problems: InlineValue { valueOrDash("problems") }

  /// A text that need not be there: a dash without one, and withheld where it is.
  public func valueOrDash(_ name: String) -> InlineValue {
    let value = value(name)
    return value == .missing ? .text("—") : value
  }
}
