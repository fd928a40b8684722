import ReportDocument

/// What every report says of what it does not show, in blocks of the front's own.
struct WithheldTable {
  let phrases: WriterPhrases
  let stamp: ReportStamp

  var heading: NumberedHeading {
    NumberedHeading(level: 1, number: nil, text: TitleText(phrases.withheldTitle), anchor: .withheld)
  }

  var contentsLine: ContentsLine {
    ContentsLine(level: 1, number: nil, text: TitleText(phrases.withheldTitle), anchor: .withheld)
  }

  var introduction: RichText {
    RichText(stamp.withheld.isEmpty ? phrases.withheldNothing : phrases.withheldIntroduction)
  }

  var table: TableStart {
    TableStart(
      identifier: "withheld", caption: TitleText(phrases.withheldCaption),
      columns: [TableColumn(TitleText(phrases.withheldReason)), TableColumn(TitleText(phrases.withheldCount), .number)])
  }

  var rows: [TableRow] {
    stamp.withheld.map { TableRow([.text($0.reason), .text($0.count.text(in: stamp.language))]) }
  }
}

extension WithheldLine.Count {
  /// The count in words.
  func text(in language: DocumentLanguage) -> String {
    let isFrench = language == .french
    switch self {
    case .fewerThan(let number):
      return (isFrench ? "moins de " : "fewer than ") + NumberText.integer(Int64(number), in: language)
    case .about(let number):
      return (isFrench ? "environ " : "about ") + NumberText.integer(Int64(number), in: language)
    }
  }
}
