import ReportDocument

/// Findings told one by one. A format that has the same keys among its labels (`finding.…`) says it in its own words.
extension ReportBuilder {
  /// A finding under its title: theme, agreement, who raised it, that it brings others together; what was found; dissent;
  /// what may be quoted; what is recommended. A withheld dissent is said to be. A group that may not be named is passed over:
  /// the report says once of how many findings that is so.
  ///
  /// - Parameters:
  ///   - number: the report's own number for it, to which it refers elsewhere.
  ///   - listed: how many recommendations are listed at most. Of more it is said how many there are, and that they stand
  ///     elsewhere.
  public mutating func finding(_ row: InputRow, number: Int? = nil, level: Int? = nil, listing listed: Int = .max)
    throws
  {
    try heading(row, "title", or: "finding.untitled", level: level)
    let others = row.strings("consolidates").isEmpty ? nil : words["finding.consolidates"]
    try paragraph(
      .joined(
        [
          number.map { .text(words["finding.number", ["number": "\($0)"]]) }, row.label("theme").map { .text($0) },
          row.label("agreement").map { .strong($0) },
          row.label("raisedBy").map { .text(words["finding.raisedByGroup", ["group": $0]]) },
          others.map { .text($0) },
        ], by: " · "))
    try prose(row, "statement")
    let dissent = row.value("dissent")
    if dissent != .missing { try paragraph(.joined([.strong(words["finding.dissent"]), dissent], by: " ")) }
    // The core leaves out what may not be quoted; a second look costs nothing.
    for quote in row.rows("quotes") where quote.flag("mayQuote") != false {
      guard let text = quote.quotation else { continue }
      let group = quote.label("speakerGroup").map { TitleText($0) }
      try add(.quote(ReportDocument.Quote([text], attribution: group)))
    }
    let recommendations = row.rows("recommendations")
    guard recommendations.count <= listed else {
      return try paragraph(label: "finding.manyRecommendations", ["count": "\(recommendations.count)"])
    }
    try list(recommendations.compactMap(\.addressed), ordered: true)
  }

  /// Audit findings as they come, each as criterion, condition, cause and effect under its title.
  public mutating func auditFindings(_ rows: some Sequence<InputRow>, level: Int? = nil) throws {
    var isEmpty = true
    for row in rows {
      isEmpty = false
      try heading(row, "title", or: "auditFindings.untitled", level: level)
      try form(
        "auditFindings",
        [
          "criterion": row.value("criterion"), "condition": row.value("condition"), "cause": row.value("cause"),
          "effect": row.value("effect"), "institutions": .lines(row.organisationTexts("institutions")),
          "recommendations": .lines(row.rows("recommendations").compactMap(\.addressedText)),
        ])
    }
    if isEmpty { try nothing("auditFindings.empty", path: "finding") }
  }
}
