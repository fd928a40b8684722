public import Records
public import ReportDocument

/// What findings say.
extension InputRow {
  /// The day of a finding: its own, or that of the engagement at which it came up, where that is followed.
  public var findingDay: CalendarDate? { date("observedOn") ?? followed("engagement")?.date("startsOn") }

  /// How far those present agreed: a finding of a meeting says so, others have nobody to ask.
  public var agreementValue: InlineValue {
    if let agreement = label("agreement") { return .text(agreement) }
    return ["roundtable", "focus_group"].contains(string("origin")) ? .missing : .text("—")
  }

  /// The group that raised it; withheld where the meeting's rules hide it.
  public var raisedByValue: InlineValue {
    label("raisedBy").map { .text($0) } ?? (isWithheld("raisedBy") ? withheld : .text("—"))
  }

  /// Somebody's words, as one of a finding's quotes has them: translated where they are in the other language and a
  /// translation is on record; nil without words.
  public var quotation: InlineValue? {
    guard let (_, isOther) = localized("text") else { return nil }
    if isOther, let (translated, isOtherToo) = localized("translation"), !isOtherToo { return .text(translated) }
    return value("text")
  }

  /// Its recommendations, without those of which nothing may be told.
  public var recommendations: [InputRow] { rows("recommendations").filter { $0.text("text") != nil } }
}
