import ReportDocument

/// What stands on the cover, the same in every medium.
struct CoverPage: Sendable {
  let header: DocumentHeader
  /// Label and value, in their order.
  let lines: [LabelledValue]

  init(_ header: DocumentHeader, _ context: SpellingContext) {
    self.header = header
    let stamp = context.stamp
    let phrases = context.phrases
    var lines = [
      LabelledValue(phrases.donor, InlineValue(.text(TextSpan(header.donor.text, language: header.donor.language)))),
      LabelledValue(phrases.programme, .text(stamp.programme)),
    ]
    if let reference = header.reference, !reference.isEmpty {
      lines.append(LabelledValue(phrases.reference, .text(reference)))
    }
    if let period = header.period {
      lines.append(LabelledValue(phrases.period, .text(DateText.period(period, in: stamp.language))))
    }
    lines += header.facts
    if let date = stamp.dataAsOf {
      lines.append(LabelledValue(phrases.dataAsOf, .text(DateText.long(date, in: stamp.language))))
    }
    if let version = header.version, !version.isEmpty {
      lines.append(LabelledValue(phrases.version, .text(version)))
    }
    lines.append(LabelledValue(phrases.level, .text(stamp.level)))
    self.lines = lines
  }
}
