import ReportDocument

/// What stands on the cover, the same in every medium.
struct CoverPage {
  let header: DocumentHeader
  private let context: SpellingContext

  init(_ header: DocumentHeader, _ context: SpellingContext) {
    self.header = header
    self.context = context
  }

  /// Label and value, in their order.
  var lines: [LabelledValue] {
    let language = context.language
    return lines(day: { .text(DateText.long($0, in: language)) }, period: { .text(DateText.period($0, in: language)) })
  }

  /// The lines, with days and the period as a medium spells them.
  func lines(
    day: (DocumentDate) -> InlineValue, period spelled: (DocumentPeriod) -> InlineValue
  ) -> [LabelledValue] {
    let stamp = context.stamp
    let phrases = context.phrases
    var lines = [
      LabelledValue(phrases.donor, InlineValue(.text(TextSpan(header.donor.text, language: header.donor.language)))),
      LabelledValue(phrases.programme, .text(stamp.programme)),
    ]
    if let reference = header.reference, !reference.isEmpty {
      lines.append(LabelledValue(phrases.reference, .text(reference)))
    }
    if let period = header.period { lines.append(LabelledValue(phrases.period, spelled(period))) }
    lines += header.facts
    if let date = stamp.dataAsOf { lines.append(LabelledValue(phrases.dataAsOf, day(date))) }
    if let version = header.version, !version.isEmpty {
      lines.append(LabelledValue(phrases.version, .text(version)))
    }
    lines.append(LabelledValue(phrases.level, .text(stamp.level)))
    return lines
  }
}
