import ReportDocument

/// Those who carry a programme. Rows are the programme's `partners`.
extension ReportBuilder {
  /// The partners with their roles, numbered.
  public mutating func partners(_ rows: [InputRow]) throws {
    try table(
      "partners", of: Array(rows.enumerated()), missing: "programme.partners",
      [
        .number("number", width: 1) { .number($0.offset + 1) },
        .text("partner", width: 9) { .text($0.element.organisationText("organisation", .introduced)) },
        .text("role", width: 4) { .text($0.element.label("role")) },
      ])
  }

  /// How the programme's money is shared out among its partners, drawn. A gap says that no share is recorded, or that they do
  /// not add up.
  public mutating func partnerShares(_ rows: [InputRow]) throws {
    let path = "programme.partners.share"
    let shares = rows.compactMap { row in row.number("share").map { (row: row, share: $0) } }
    guard !shares.isEmpty else { return try nothing("shares.empty", path: path) }
    try drawn(
      "shares", as: .donut, titles: [words["shares.share"]], holding: .percent,
      shares.map { row, share in
        TableRow([.text(row.organisationText("organisation", .introduced)), .percent(share)])
      })
    let sum = shares.reduce(0) { $0 + $1.share }
    if abs(sum - 100) > Self.roundingOfShares { try placeholder("shares.sum", path: path) }
  }

  /// Shares are recorded with one decimal, so that their sum may lack as much.
  private static var roundingOfShares: Double { 0.05 }
}
